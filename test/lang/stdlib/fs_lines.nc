import "fs"
p = fs.tempFile()
fs.writeText(p, "a\r\nb\n\nc")
print(fs.readLines(p)) #> ["a", "b", "", "c"]
fs.remove(p)
