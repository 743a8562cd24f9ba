import "re"
print(re.sub("a", m => str(m.start()), "banana")) #> b1n3n5
