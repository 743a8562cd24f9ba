import "bigint"
print(bigint.binomial(5, 2), bigint.binomial(5, 7), bigint.binomial(5, -1), bigint.binomial(200, 100)) #> 10 0 0 90548514656103281165404177077484163874504589675413336841320
