import "json"
print(repr(json.parse("\"\\n\\t\\\\\\\"\\/\\u00e9\\ud83d\\ude00\""))) #> "\n\t\\\"/é😀"
