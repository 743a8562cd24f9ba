import "re"
print(re.sub("a", "o", "banana")) #> bonono
