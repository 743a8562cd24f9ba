import "strings"
print(strings.words("XMLHttpRequest"), strings.words("snake_case_name"), strings.words("kebab-case"), strings.words("")) #> ["XML", "Http", "Request"] ["snake", "case", "name"] ["kebab", "case"] []
