import "csv"
import "fs"
path = fs.tempFile()
fs.writeText(path, "n,m\n1,\"2\n3\"\n")
with open(path) as f { print(list(csv.DictReader(f))) } #> [{"n": "1", "m": "2\n3"}]
fs.remove(path)
