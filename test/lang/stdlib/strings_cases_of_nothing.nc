import "strings"
print(repr(strings.camelCase("")), repr(strings.snakeCase(" -- "))) #> "" ""
