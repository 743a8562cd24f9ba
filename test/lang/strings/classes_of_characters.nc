print("123".isDigit(), "12a".isDigit(), "abc".isAlpha(), "a1".isAlnum(), " \t".isSpace()) #> true false true true true
print("ABC".isUpper(), "abc".isLower(), "".isDigit()) #> true true false
