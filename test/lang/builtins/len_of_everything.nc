print(len("héy"), len([1]), len({"a": 1}), len({1, 2}), len((1, 2, 3)), len(b"ab"), len(range(5))) #> 3 1 1 2 3 2 5
try { len(5) } catch (TypeError e) { print("TypeError") } #> TypeError
