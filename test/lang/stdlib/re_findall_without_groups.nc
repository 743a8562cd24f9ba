import "re"
print(re.findall(r"\d+", "1 22 333")) #> ["1", "22", "333"]
