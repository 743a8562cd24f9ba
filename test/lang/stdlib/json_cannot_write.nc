import "json"
try { json.stringify([print]) } catch (TypeError e) { print("TypeError") } #> TypeError
