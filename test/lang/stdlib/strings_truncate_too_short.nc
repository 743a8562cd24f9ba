import "strings"
try { strings.truncate("hello", 1, "...") } catch (ValueError e) { print(e) } #> truncate(): 'length' must be at least 3, the length of the mark
