import "re"
print(re.findall("^.$", "a\nbb\nc", re.M)) #> ["a", "c"]
