import "strings"
print(strings.wrap("abcdefghij kl", 4)) #> ["abcd", "efgh", "ij", "kl"]
