import "test"
s = test.Suite("s")
s.case("good", () => null)
s.case("bad", () => { throw ValueError("oops") })
s.case("later", () => test.skip("why"))
r = s.run()
#> ok    s: good
#> FAIL  s: bad: ValueError: oops
#> skip  s: later: why
#> 1 passed, 1 failed, 1 skipped
print(r.passed, r.failed, r.skipped, r.failures.length) #> 1 1 1 1
