import "encoding"
print(encoding.encode("é", "utf-16be"), encoding.encode("é", "UTF-16LE")) #> b"\0\xe9" b"\xe9\0"
