import "re"
print(re.findall("(?i)ab", "aB AB")) #> ["aB", "AB"]
