import "test"
try { test.equal("hello world", "hello there") } catch (AssertionError e) { print(e) } #> expected "hello there", got "hello world" (at 6: "t" expected, got "w")
try { test.equal(list(range(9)), list(range(10))) } catch (AssertionError e) { print(e.message.endsWith("(at 9: 9 expected, got the end)")) } #> true
