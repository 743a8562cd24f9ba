print(map([1, 2], x => x + 1), map(x => x + 1, [1, 2]), filter(x => x > 1, [1, 2]), filter([1, 2], x => x > 1)) #> [2, 3] [2, 3] [2] [2]
print([1, 2, 3] | reduce(10, (a, b) => a + b), reduce((a, b) => a - b, [5, 1, 1]), fold((a, b) => a + b, [1, 2], 3)) #> 16 3 6
