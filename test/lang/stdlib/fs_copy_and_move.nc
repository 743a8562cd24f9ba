import "fs"
import "path"
d = fs.tempDir()
[a, b, c] = [path.join(d, n) for n in ["a", "b", "c"]]
fs.writeText(a, "data")
fs.copy(a, b)
fs.move(b, c)
print(fs.exists(a), fs.exists(b), fs.readText(c)) #> true false data
fs.removeTree(d)
