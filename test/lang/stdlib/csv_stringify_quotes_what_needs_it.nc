import "csv"
print(repr(csv.stringify([["a b", " a", "x\"y", "l\nm", "p,q", ""]]))) #> "a b,\" a\",\"x\"\"y\",\"l\nm\",\"p,q\",\n"
