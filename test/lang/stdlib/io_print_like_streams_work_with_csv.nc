import "io"
import "csv"
print(list(csv.reader(io.StringIO("a,b\nc,d\n")))) #> [["a", "b"], ["c", "d"]]
