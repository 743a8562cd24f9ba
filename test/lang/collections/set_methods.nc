s = {1, 2}
print(s.add(3), s.add(1), s.remove(2), s.remove(9), s, s.contains(3), s.length) #> true false true false {1, 3} true 2
print(s.union({5}), s.intersection({1, 9}), s.difference({1}), {1}.isSubset(s)) #> {1, 3, 5} {1} {3} true
print(Set([1, 2, 1]), set("aab"), s.copy() == s) #> {1, 2} {"a", "b"} true
