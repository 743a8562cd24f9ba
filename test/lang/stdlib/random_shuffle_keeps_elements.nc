import "random"
xs = list(range(30))
random.Random(2).shuffle(xs)
print(sorted(xs) == list(range(30)), xs == list(range(30))) #> true false
