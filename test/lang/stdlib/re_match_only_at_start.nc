import "re"
print(re.match("b", "ab"), re.match("a", "ab").end()) #> null 1
