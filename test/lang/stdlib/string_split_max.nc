print("a,b,c".split(",", 1), "a b  c".split(), "".split(","), "a".split("a")) #> ["a", "b,c"] ["a", "b", "c"] [""] ["", ""]
