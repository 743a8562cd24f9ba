import "re"
print(re.findall(r"(\w)(\d)?", "a1b")) #> [("a", "1"), ("b", "")]
