import "json"
print(json.stringify("a\"b\\c\n\t\x01é")) #> "a\"b\\c\n\t\u0001é"
