print("12".isDigit(), "a1".isAlnum(), "".isDigit(), "Ab".isUpper(), " \t".isSpace(), "x_1".isIdentifier()) #> true true false false true true
