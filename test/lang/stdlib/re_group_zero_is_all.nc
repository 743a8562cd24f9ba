import "re"
m = re.search("(a)(b)?", "xa")
print(m.group(), m.group(0), m[0]) #> a a a
