import "io"
s = io.StringIO("abcdef")
print(s.seek(-2, 2), s.read(), s.seek(-1, 1), s.read()) #> 4 ef 5 f
