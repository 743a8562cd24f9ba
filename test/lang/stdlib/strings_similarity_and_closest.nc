import "strings"
print(strings.similarity("abcd", "abcx"), strings.closest("lenght", ["length", "height", "x"]), strings.closest("q", ["zzz"])) #> 0.75 ["length", "height"] []
