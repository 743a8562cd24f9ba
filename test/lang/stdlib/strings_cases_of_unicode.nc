import "strings"
print(strings.snakeCase("größeÄndern")) #> größe_ändern
