import "random"
r = random.Random(1)
print(all(5 <= r.randint(5, 7) <= 7 for _ in 0..300), {r.randrange(0, 10, 5) for _ in 0..100} == {0, 5}, all(0 <= r.random() < 1 for _ in 0..300)) #> true true true
