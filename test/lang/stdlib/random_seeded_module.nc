import * as random from "random"
random.seed(42)
a = [random.randint(1, 100) for _ in range(5)]
random.seed(42)
b = [random.randint(1, 100) for _ in range(5)]
print(a == b, all(1 <= x <= 100 for x in a), 0 <= random.random() < 1) #> true true true
xs = [1, 2, 3, 4]
random.shuffle(xs)
print(sorted(xs), random.choice([7])) #> [1, 2, 3, 4] 7
