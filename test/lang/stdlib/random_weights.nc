import "random"
print(random.Random(1).choices("ab", weights: [0, 5], k: 4)) #> ["b", "b", "b", "b"]
