import "re"
m = re.search("ß(.)", "äöß日本")
print(m.span(), m.group(1), m.start(1)) #> (2, 4) 日 3
