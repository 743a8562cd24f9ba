import "test"
test.equal([1, {"a": 2}], [1, {"a": 2}])
try { test.equal(1, 2, "sum") } catch (AssertionError e) { print(e) } #> sum: expected 2, got 1
