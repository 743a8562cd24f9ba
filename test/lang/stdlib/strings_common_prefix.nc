import "strings"
print(strings.commonPrefix(["abc", "abd", "ab"]), repr(strings.commonPrefix(["a", "b"])), repr(strings.commonPrefix([]))) #> ab "" ""
