print(2 in [1, 2], "k" in {"k": 1}, 3 not in {1, 2}, "ell" in "hello") #> true true true true
print(5 in 1..5, 5 in 1..=5, 2 in (1, 2)) #> false true true
