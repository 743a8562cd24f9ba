function t(f) { try { f() } catch (e) { print([typeOf(e), e.message, e.location != null]) } }
t(() => [1][5])
t(() => {a: 1}["b"])
t(() => null.foo)
t(() => (5).foo)
t(() => int("x"))
t(() => assert(false, "why"))
t(() => { throw TimeoutError("t") })
t(() => next([].iterator()))
t(() => "abc".uper())
t(() => 5())
t(() => [1, 2].index(9))
t(() => { for x in 5 { } })
t(() => { let [a, b] = [1] })
t(() => "a" - 1)
t(() => -"a")
t(() => { throw "text" })
class Dog { constructor() { self.barks = 1 } }
t(() => Dog().bark)
try { {a: 1}["zz"] } catch (KeyError e) { print(e.key) }
print(ValueError("never thrown").location)
#> ["IndexError", "list index 5 is out of range for length 1", true]
#> ["KeyError", "\"b\"", true]
#> ["TypeError", "cannot read 'foo' of null", true]
#> ["AttributeError", "int has no attribute 'foo'", true]
#> ["ValueError", "invalid literal for int() with base 10: \"x\"", true]
#> ["AssertionError", "why", true]
#> ["TimeoutError", "t", true]
#> ["StopIteration", "the iterator is exhausted", true]
#> ["AttributeError", "string has no attribute 'uper'; did you mean 'upper'?", true]
#> ["TypeError", "int is not callable", true]
#> ["ValueError", "index(): the value is not in the list", true]
#> ["TypeError", "int is not iterable; use range(n)", true]
#> ["ValueError", "cannot unpack: expected 2 values, got 1", true]
#> ["TypeError", "unsupported operand types for -: string and int", true]
#> ["TypeError", "unsupported operand type for unary -: string", true]
#> ["Error", "text", true]
#> ["AttributeError", "Dog has no attribute 'bark'; did you mean 'barks'?", true]
#> null
