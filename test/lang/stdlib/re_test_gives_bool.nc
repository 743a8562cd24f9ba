import "re"
print(re.test("[0-9]", "x1"), re.test("[0-9]", "x")) #> true false
