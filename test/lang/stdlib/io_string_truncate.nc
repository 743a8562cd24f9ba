import "io"
s = io.StringIO("abcdef")
s.truncate(4)
s.seek(2)
print(s.value, s.truncate(), s.value) #> abcd 2 ab
