import "strings"
print(strings.distance("", "abc"), strings.distance("abc", "abc"), strings.distance("flaw", "lawn"), strings.distance("äb", "ab")) #> 3 0 2 1
