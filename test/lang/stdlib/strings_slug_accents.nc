import "strings"
print(strings.slug("Ça va? Très BIEN!"), strings.slug("Привет мир")) #> ca-va-tres-bien привет-мир
