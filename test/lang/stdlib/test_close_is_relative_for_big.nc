import "test"
test.close(1e20, 1e20 + 1e5)
test.close(5, 5.0)
try { test.close(0.0, 1e-3, tolerance: 1e-4) } catch (AssertionError e) { print(e) } #> expected about 0.001, got 0.0
