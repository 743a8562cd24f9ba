import "re"
m = re.search("(a)(b)?", "xa")
print(m.group(2), m.groups(), m.groups("-"), m.start(2), m.span(2)) #> null ("a", null) ("a", "-") -1 (-1, -1)
