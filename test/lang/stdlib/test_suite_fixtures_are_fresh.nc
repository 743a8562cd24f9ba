import "test"
s = test.Suite()
s.fixture("xs", () => [])
s.case("a", xs => { xs.append(1); test.equal(xs, [1]) })
s.case("b", xs => test.equal(xs, []))
print(s.run(quiet: true).passed) #> 2
