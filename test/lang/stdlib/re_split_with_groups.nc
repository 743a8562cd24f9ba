import "re"
print(re.split("(,)|(;)", "a,b;c")) #> ["a", ",", null, "b", null, ";", "c"]
