import "io"
s = io.StringIO("hello")
s.seek(1)
s.write("EY")
print(s.value, s.tell()) #> hEYlo 3
