import "fs"
p = fs.tempFile()
fs.writeText(p, "grüße\n")
print(repr(fs.readText(p)), fs.size(p), fs.readBytes(p).length) #> "grüße\n" 8 8
fs.remove(p)
print(fs.exists(p)) #> false
