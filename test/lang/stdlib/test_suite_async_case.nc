import "test"
s = test.Suite()
s.case("waits", async () => { await sleep(1); test.equal(1, 2) })
r = s.run(quiet: true)
print(r.failed, r.failures[0][1]) #> 1 expected 2, got 1
