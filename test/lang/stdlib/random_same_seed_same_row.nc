import "random"
[a, b] = [random.Random(7), random.Random(7)]
print([a.randint(0, 99) for _ in 0..20] == [b.randint(0, 99) for _ in 0..20]) #> true
