import "test"
s = test.Suite()
s.before(() => print("before"))
s.after(() => print("after"))
s.case("x", () => { throw Error("e") })
s.run(quiet: true)
#> before
#> after
