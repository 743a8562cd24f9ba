import "re"
print(re.sub("a", "o", "banana", 2), re.sub("a", "o", "banana", count: 1)) #> bonona bonana
