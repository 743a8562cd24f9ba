import "test"
try { test.case("x", 5) } catch (TypeError e) { print(e) } #> a case is a function, not int
