print(sorted([3, 1, 2]), sorted([3, 1, 2], reverse: true), sorted(["bb", "a"], key: len), reversed([1, 2])) #> [1, 2, 3] [3, 2, 1] ["a", "bb"] [2, 1]
print(sorted([(2, "a"), (1, "b"), (1, "a")]), sorted({"b": 1, "a": 2})) #> [(1, "a"), (1, "b"), (2, "a")] ["a", "b"]
