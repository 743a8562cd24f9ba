import "re"
print(re.search("x", "abc")) #> null
