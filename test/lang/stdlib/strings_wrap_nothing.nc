import "strings"
print(strings.wrap("   "), strings.wrap("")) #> [] []
