import "strings"
print(repr(strings.dedent("    a\n  b\n\n   c"))) #> "  a\nb\n\n c"
