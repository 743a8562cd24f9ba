import "encoding"
try { encoding.decode(b"\x00\xd8", "utf-16-le") } catch (ValueError e) { print(e) } #> decode(): byte 0 is not valid utf-16
print(encoding.decode(b"a\x00\x00\xdcb\x00c", "utf-16-le", "replace"), encoding.decode(b"a\x00\x00\xd8", "utf-16-le", "ignore")) #> a�b� a
