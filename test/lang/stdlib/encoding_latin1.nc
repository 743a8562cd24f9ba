import "encoding"
print(encoding.encode("é", "latin-1"), encoding.decode(b"\xe9", "iso-8859-1"), encoding.encode("€x", "latin-1", "ignore")) #> b"\xe9" é b"x"
