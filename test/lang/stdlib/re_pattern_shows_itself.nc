import "re"
print(re.compile("a|b"), re.search("a", "ba")) #> re.compile("a|b") <re.Match (1, 2) "a">
