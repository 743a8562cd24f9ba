import "path"
print(path.normalize(""), path.normalize("a/../.."), path.normalize("/.."), path.normalize("./a//b/")) #> . .. / a/b
