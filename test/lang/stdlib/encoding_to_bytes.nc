import "encoding"
try { encoding.toBytes(1) } catch (TypeError e) { print(e) } #> bytes or a string is expected, got int
print(encoding.hexlify("ä")) #> c3a4
