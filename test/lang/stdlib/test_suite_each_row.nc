import "test"
s = test.Suite()
s.each("sum", [(1, 2, 3), [2, 2, 5]], (a, b, c) => test.equal(a + b, c))
s.run()
#> ok    sum (1, 2, 3)
#> FAIL  sum (2, 2, 5): expected 5, got 4
#> 1 passed, 1 failed
