import "strings"
print(strings.commonSuffix(["running", "sing"]), repr(strings.commonSuffix(["x"]))) #> ing "x"
