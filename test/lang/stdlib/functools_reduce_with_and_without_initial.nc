import "functools"
print(functools.reduce((a, b) => a - b, [10, 2, 3]), functools.reduce((a, b) => a - b, [1], 10)) #> 5 9
