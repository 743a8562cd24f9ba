import "re"
print(re.search("b+", "abbc").span()) #> (1, 3)
