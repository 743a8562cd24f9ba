import "pathlib"
print(pathlib.Path("a") / "b" / "c.txt", (pathlib.Path("a") / "c.txt").name) #> a/b/c.txt c.txt
