import "strings"
print(sorted(["file10", "file2", "File1", "file2b"], key: strings.naturalKey)) #> ["File1", "file2", "file2b", "file10"]
