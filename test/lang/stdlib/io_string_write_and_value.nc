import "io"
s = io.StringIO()
print(s.write("aé"), s.write(""), s.tell(), s.value, s.getvalue()) #> 2 0 2 aé aé
