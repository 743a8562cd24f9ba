print(sorted([{"n": 2}, {"n": 1}], key: p => p["n"])) #> [{"n": 1}, {"n": 2}]
