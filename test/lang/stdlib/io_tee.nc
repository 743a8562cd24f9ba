import "io"
[a, b] = [io.StringIO(), io.StringIO()]
t = io.Tee(a, b)
t.write("1")
t.write("2")
t.flush()
print(a.value, b.value) #> 12 12
