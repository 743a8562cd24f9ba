import * as fs from "fs"
d = fs.tempDir()
p = d + "/a.txt"
fs.writeText(p, "line 1\nline 2\n")
print(fs.readText(p).lines(), fs.exists(p), fs.isDir(d), fs.listDir(d)) #> ["line 1", "line 2"] true true ["a.txt"]
fs.appendText(p, "x")
print(fs.size(p)) #> 15
fs.remove(p)
try { fs.readText(p) } catch (FileNotFoundError e) { print(e.message.contains("a.txt")) } #> true
fs.removeDir(d)
print(fs.exists(d)) #> false
