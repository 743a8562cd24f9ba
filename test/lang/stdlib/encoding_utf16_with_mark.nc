import "encoding"
print(encoding.encode("a", "utf-16"), encoding.decode(b"\xfe\xff\x00a", "utf-16"), encoding.decode(b"\xff\xfea\x00", "utf-16")) #> b"\xff\xfea\0" a a
