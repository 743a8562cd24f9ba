import "test"
s = test.Suite()
s.fixture("a", () => "A", v => print("drop", v))
s.fixture("b", () => "B", v => print("drop", v))
s.case("x", (a, b) => { print(a, b); test.fail("no") })
s.run(quiet: true)
#> A B
#> drop B
#> drop A
