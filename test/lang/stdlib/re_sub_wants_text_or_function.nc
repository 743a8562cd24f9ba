import "re"
try { re.sub("a", 1, "a") } catch (TypeError e) { print(e) } #> sub() expects a string or a function as replacement, got int
