import "io"
s = io.StringIO()
for i in 0..10000 { s.write("x") }
print(s.value.length, s.tell()) #> 10000 10000
