import "strings"
print(strings.wrap("one two three four", 9)) #> ["one two", "three", "four"]
