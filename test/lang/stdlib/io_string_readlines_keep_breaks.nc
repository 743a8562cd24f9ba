import "io"
print(io.StringIO("a\nb").readlines()) #> ["a\n", "b"]
