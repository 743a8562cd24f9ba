import "re"
print(re.split("x*", "axbc")) #> ["", "a", "", "b", "c", ""]
