print(hash(1) == hash(1.0), hash("a") == hash("a"), hash((1, "x")) == hash((1, "x"))) #> true true true
try { print({[[1]]: 2}) } catch (TypeError e) { print("unhashable") } #> unhashable
