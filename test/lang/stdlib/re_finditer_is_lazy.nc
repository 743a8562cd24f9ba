import "re"
it = re.finditer("[ab]", "a-b")
print(next(it).group(), next(it).span(), next(it, "end")) #> a (2, 3) end
