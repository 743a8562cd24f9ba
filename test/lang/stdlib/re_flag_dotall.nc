import "re"
print(re.search("a.b", "a\nb"), re.search("a.b", "a\nb", re.S).end()) #> null 3
