import "io"
print([line for line in io.BytesIO(b"a\r\nb\n\nc")]) #> [b"a", b"b", b"", b"c"]
