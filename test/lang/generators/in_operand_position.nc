function g() { x = 10 + (yield 1) + (yield 2); yield x }
it = g()
print(next(it), it.send(5), it.send(6)) #> 1 2 21
