import "functools"
inc = x => x + 1
dbl = x => x * 2
print(functools.compose(inc, dbl)(5), functools.pipe(inc, dbl)(5)) #> 11 12
