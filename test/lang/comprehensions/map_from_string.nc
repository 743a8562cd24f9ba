print({c: "abca".count(c) for c in "ab"}, [i for i in 0..10 if i % 3 == 0]) #> {"a": 2, "b": 1} [0, 3, 6, 9]
