print("a,b,,c".split(","), "  x  y ".split(), "a-b-c".split("-", 1)) #> ["a", "b", "", "c"] ["x", "y"] ["a", "b-c"]
print(", ".join(["1", "2"]), "l1\nl2\r\nl3".lines()) #> 1, 2 ["l1", "l2", "l3"]
print([1, 2, 3].join("-")) #> 1-2-3
