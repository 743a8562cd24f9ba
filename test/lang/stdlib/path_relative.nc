import "path"
print(path.relative("/a/b", "/a/b"), path.relative("/a", "/a/b/c"), path.relative("/x/y", "/a")) #> . ../.. ../x/y
