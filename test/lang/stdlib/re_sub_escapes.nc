import "re"
print(repr(re.sub("-", r"\n\t\\", "a-b"))) #> "a\n\t\\b"
