print(any([0, 1]), all([1, 0]), any([]), all([])) #> true false false true
print(zip([1, 2, 3], ["a", "b"]), enumerate(["x", "y"], 1)) #> [(1, "a"), (2, "b")] [(1, "x"), (2, "y")]
