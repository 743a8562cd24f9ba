f = x => { k: x }
g = x => { y = x; y + 1 }
h = x => {...x, "b": 2}
print(f(1), g(1), h({"a": 1})) #> {"k": 1} null {"a": 1, "b": 2}
