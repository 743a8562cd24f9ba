import "fs"
try { fs.readText("/no/such/file") } catch (FileNotFoundError e) { print(e) } #> cannot read /no/such/file: no such file or directory
