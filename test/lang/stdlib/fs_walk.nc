import "fs"
import "path"
d = fs.tempDir()
fs.makeDir(path.join(d, "s"))
fs.writeText(path.join(d, "s/f"), "")
print([(path.relative(str(root), d), sorted(dirs), sorted(files)) for root, dirs, files in fs.walk(d)]) #> [(".", ["s"], []), ("s", [], ["f"])]
fs.removeTree(d)
