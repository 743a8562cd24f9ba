import "path"
print(repr(path.dirname("a")), path.dirname("/"), path.dirname("/a"), path.dirname("a/b/")) #> "" / / a/b
