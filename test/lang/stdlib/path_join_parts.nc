import "path"
print(path.join("a"), path.join("a", "b", "c"), path.join("a/", "b"), path.join("", "b")) #> a a/b/c a/b b
