import "fs"
import "path"
d = fs.tempDir()
fs.makeDirs(path.join(d, "x/y"))
fs.writeText(path.join(d, "x/f.txt"), "")
print(sorted(fs.listDir(path.join(d, "x"))), fs.isDir(path.join(d, "x/y")), fs.isFile(path.join(d, "x/f.txt"))) #> ["f.txt", "y"] true true
fs.removeTree(d)
print(fs.exists(d)) #> false
