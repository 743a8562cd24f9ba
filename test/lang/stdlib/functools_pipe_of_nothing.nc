import "functools"
print(functools.pipe()(3), functools.compose()(4)) #> 3 4
