import "io"
s = io.StringIO("ab")
s.seek(1)
s.write("xyz")
print(s.value) #> axyz
