import "re"
print(re.findall(r"(\d)x", "1x 2y 3x")) #> ["1", "3"]
