import "test"
test.case("wrong", () => test.equal(1, 2))
test.run()
print("not reached")
#exit: 1
#> FAIL  wrong: expected 2, got 1
#> 0 passed, 1 failed
