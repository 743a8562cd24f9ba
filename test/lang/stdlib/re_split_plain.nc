import "re"
print(re.split(r"\s*[,;]\s*", "a , b;c")) #> ["a", "b", "c"]
