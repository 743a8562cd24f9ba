print([x * x for x in range(4)], {x % 2 for x in [1, 2, 3]}, {k: v for k, v in [("a", 1)]}) #> [0, 1, 4, 9] {1, 0} {"a": 1}
print([(a, b) for a in [1, 2] for b in "xy" if a > 1], [[y for y in range(x)] for x in range(3)]) #> [(2, "x"), (2, "y")] [[], [0], [0, 1]]
