import "fs"
import "path"
d = fs.tempDir()
for n in ["a.txt", "b.txt", "c.md"] { fs.writeText(path.join(d, n), "") }
print(sorted([path.basename(str(p)) for p in fs.glob("*.txt", d)])) #> ["a.txt", "b.txt"]
fs.removeTree(d)
