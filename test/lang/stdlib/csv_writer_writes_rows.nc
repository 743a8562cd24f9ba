import "csv"
import "io"
out = io.StringIO()
w = csv.writer(out, ";")
w.writerow(["a;b", 1])
w.writerows([[2], [3, 4]])
print(repr(out.value)) #> "\"a;b\";1\n2\n3;4\n"
