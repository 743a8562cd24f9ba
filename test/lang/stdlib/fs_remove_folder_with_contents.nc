import "fs"
import "path"
d = fs.tempDir()
fs.writeText(path.join(d, "f"), "")
try { fs.removeDir(d) } catch (IOError e) { print("IOError") } #> IOError
fs.removeDir(d, recursive: true)
print(fs.exists(d)) #> false
