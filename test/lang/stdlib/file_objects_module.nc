import { tempDir, remove, removeDir } from "fs"
d = tempDir()
with open(d + "/f", "w") as f { f.write("a\nb\n"); f.write("c") }
with open(d + "/f") as f { print([line.strip() for line in f]) } #> ["a", "b", "c"]
with open(d + "/f") as f { print(f.readLine(), f.read()) } #> a b
#> c
remove(d + "/f")
removeDir(d)
try { open(d + "/none") } catch (FileNotFoundError e) { print("FileNotFoundError") } #> FileNotFoundError
