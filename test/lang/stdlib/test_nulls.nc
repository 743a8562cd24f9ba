import "test"
test.isNull(null)
test.notNull(0)
try { test.notNull(null, "x") } catch (AssertionError e) { print(e) } #> x: expected something other than null
