import "io"
s = io.StringIO("a\r\nb\n\nc")
print(s.readLine(), s.readline() == "b\n", s.readLines(), s.readLine(), repr(s.readline())) #> a true ["", "c"] null ""
