import "re"
try { re.search("a", null) } catch (TypeError e) { print("TypeError") } #> TypeError
