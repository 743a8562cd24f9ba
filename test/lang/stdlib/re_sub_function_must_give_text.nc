import "re"
try { re.sub("a", m => 1, "a") } catch (TypeError e) { print(e) } #> sub(): the function gave int, not a string
