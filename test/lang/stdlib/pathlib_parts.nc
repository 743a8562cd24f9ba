import "pathlib"
p = pathlib.Path("/x/y.tar.gz")
print(p.stem, p.suffix, p.parent, p == pathlib.Path("/x/y.tar.gz")) #> y.tar .gz /x true
