import "collections"
try { collections.DefaultMap(5) } catch (TypeError e) { print(e) } #> DefaultMap: 'factory' is a function, not int
