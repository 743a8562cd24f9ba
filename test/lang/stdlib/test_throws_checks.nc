import "test"
print(test.throws(ZeroDivisionError, () => 1 / 0).message) #> division by zero
try { test.throws(KeyError, () => int("x")) } catch (AssertionError e) { print(e.message[:42]) } #> expected another error, got ValueError: in
try { test.throws(ValueError, () => int("x"), "zzz") } catch (AssertionError e) { print(e.message[:28]) } #> expected an error with "zzz"
