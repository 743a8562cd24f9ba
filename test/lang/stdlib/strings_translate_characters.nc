import "strings"
print(strings.translate("banana", "an", "un"), strings.translate("a-b-c", "", "", "-")) #> bununu abc
try { strings.translate("a", "ab", "c") } catch (ValueError e) { print(e) } #> translate(): 2 characters cannot become 1
