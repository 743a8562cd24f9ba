import "strings"
print(repr(strings.indent("a\n \nb", "> "))) #> "> a\n \n> b"
