import "io"
s = io.StringIO("a")
s.seek(3)
s.write("b")
print(repr(s.value)) #> "a  b"
