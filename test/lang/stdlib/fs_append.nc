import "fs"
p = fs.tempFile()
fs.writeText(p, "a")
fs.appendText(p, "b")
print(fs.readText(p)) #> ab
fs.remove(p)
