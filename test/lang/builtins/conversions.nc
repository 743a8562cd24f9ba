print(str([1]), list("ab"), tuple([1, 2]), set([1, 1]), dict([("a", 1)]), bool([]), bool("0")) #> [1] ["a", "b"] (1, 2) {1} {"a": 1} false true
print(hex(255), bin(5), oct(8), ord("a"), chr(98), repr("x")) #> 0xff 0b101 0o10 97 b "x"
