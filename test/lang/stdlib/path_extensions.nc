import "path"
print(path.splitext("a.tar.gz"), path.splitext(".bashrc"), path.splitext("a"), path.splitext("a.b/c")) #> ("a.tar", ".gz") (".bashrc", "") ("a", "") ("a.b/c", "")
