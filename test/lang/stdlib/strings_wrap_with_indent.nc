import "strings"
print(strings.wrap("a b c d e", 5, indent: "  ", first: "- ")) #> ["- a b", "  c d", "  e"]
