import "test"
s = test.Suite()
s.case("alpha", () => null)
s.case("beta", () => test.fail())
print(s.run(only: "alph", quiet: true)) #> Report{passed: 1, failed: 0, skipped: 0, failures: []}
