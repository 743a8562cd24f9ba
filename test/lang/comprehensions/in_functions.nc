function f(n) { return [i + n for i in range(3) if i != 1] }
print(f(10)) #> [10, 12]
print({...{"a": 1}, "b": 2, ...{"a": 3}}, [...[1], ...{2, 3}, ..."ab"]) #> {"a": 3, "b": 2} [1, 2, 3, "a", "b"]
