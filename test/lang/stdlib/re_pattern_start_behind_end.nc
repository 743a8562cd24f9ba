import "re"
print(re.compile("a").search("a", 5), re.compile("").search("abc", 9).span()) #> null (3, 3)
