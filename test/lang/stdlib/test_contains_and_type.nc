import "test"
test.contains("team", "tea")
test.hasType(1, int)
try { test.contains({"a": 1}, "b") } catch (AssertionError e) { print(e) } #> expected "b" in {"a": 1}
