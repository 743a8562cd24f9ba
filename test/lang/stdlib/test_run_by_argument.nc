import "test"
#args: two
test.case("one", () => test.fail())
test.case("two", () => null)
test.run()
#> ok    two
#> 1 passed, 0 failed
