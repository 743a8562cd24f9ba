import "strings"
try { strings.wrap("a", 0) } catch (ValueError e) { print(e) } #> wrap(): 'width' must be at least 1, not 0
