import "test"
test.isTrue([1])
test.isFalse("")
try { test.isTrue("") } catch (AssertionError e) { print(e) } #> expected a true value, got ""
try { test.assertFalse(1) } catch (AssertionError e) { print(e) } #> expected a false value, got 1
