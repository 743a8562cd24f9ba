import "io"
s = io.StringIO("abc")
s.read(1)
print(s.read(), s.seek(0), s.read(-1)) #> bc 0 abc
