import "re"
p = re.compile("a")
print(p.search("banana", 2).start(), p.search("banana", 2, 3), p.match("ba", 1).span(), p.fullmatch("bab", 1, 2).span()) #> 3 null (1, 2) (1, 2)
