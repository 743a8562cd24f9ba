import "test"
s = test.Suite()
s.fixture("a", () => 1)
s.fixture("b", () => 2)
s.case("only b", x => test.equal(x, 2), only: ["b"])
s.case("unknown", x => null, only: ["zz"])
r = s.run(quiet: true)
print(r.passed, r.failures[0][1]) #> 1 there is no fixture "zz"
