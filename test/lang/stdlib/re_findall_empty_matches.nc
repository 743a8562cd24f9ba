import "re"
print(re.findall("x*", "axb")) #> ["", "x", "", ""]
