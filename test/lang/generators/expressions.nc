g = (x * 2 for x in [1, 2, 3] if x != 2)
print(list(g), sum(x for x in range(4)), any(x > 2 for x in [1, 3])) #> [2, 6] 6 true
