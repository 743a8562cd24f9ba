import "test"
s = test.Suite("d")
@s.case("decorated")
function f() { test.equal(2, 2) }
print(s.run(quiet: true).passed) #> 1
