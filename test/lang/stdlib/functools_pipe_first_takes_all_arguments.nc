import "functools"
print(functools.pipe((a, b) => a + b, x => x * 10)(1, 2)) #> 30
