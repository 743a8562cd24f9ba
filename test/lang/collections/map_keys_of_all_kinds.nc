m = {(1, "a"): 1, [null]: 2, [true]: 3, 1.5: 4}
print(m[(1, "a")], m[null], m[true], m[1.5], 1 in m) #> 1 2 3 4 false
key = "computed"
print({[key]: 1, name: 2, "a b": 3}) #> {"computed": 1, "name": 2, "a b": 3}
