import "encoding"
try { encoding.decode(b"\x00\x00\x11\x00", "utf-32-le") } catch (ValueError e) { print(e) } #> decode(): byte 0 is not valid utf-32
