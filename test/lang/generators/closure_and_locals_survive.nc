function f(n) { for i in range(n) { for j in "ab" { yield "${j}${i}" } } }
print([...f(2)]) #> ["a0", "b0", "a1", "b1"]
