import "fs"
p = fs.tempFile()
fs.writeBytes(p, b"\x00\xff")
print(fs.readBytes(p)) #> b"\0\xff"
fs.remove(p)
