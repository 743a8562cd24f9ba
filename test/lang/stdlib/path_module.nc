import * as path from "path"
print(path.join("a", "b", "c.txt"), path.basename("/x/y.nc"), path.dirname("/x/y.nc"), path.ext("a/b.tar.gz")) #> a/b/c.txt y.nc /x .gz
print(path.normalize("a/../b/./c"), path.isAbsolute("/a")) #> b/c true
