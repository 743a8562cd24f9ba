import "strings"
print(repr(strings.dedent("\ta\n b"))) #> "\ta\n b"
