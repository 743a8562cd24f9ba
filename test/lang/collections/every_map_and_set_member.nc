m = {a: 1}
print(m.length, m.get("a"), m.get("z"), m.get("z", 0), m.set("b", 2), m.has("a"), m.contains("b"), m.remove("a"), m.remove("q"))
print(m.keys(), m.values(), m.items(), m.entries(), m.update({c: 3}), m.setdefault("d", 4), m.getOrSet("e", 5), m.pop("e"), m)
print(m.map(v => v + 1), m.filter(v => v > 2), m.isEmpty(), m.copy() == m, {a: 1} | {b: 2})
try { m.foo } catch (AttributeError e) { print(e) }
s = {1, 2}
print(s.length, s.add(3), s.add(3), s.remove(9), s.remove(1), s.contains(2), s.union({5}), s.intersection({2}), s.difference({2}), s.isSubset({2, 3, 4}))
print({1, 2} - {2}, {1} & {1, 2}, {1} ^ {2}, Set([1, 2]) == {2, 1}, Set("ab"), {x for x in [1, 1]})
k = {1: "int", "1": "str", 1.5: "f", [true]: "b", [null]: "n", [(1, 2)]: "t"}
print(k[1], k[1.0], k["1"], k[true], k[null], k[(1, 2)])
try { k[[1]] } catch (TypeError e) { print(e) }
#> 1 1 null 0 null true true 1 null
#> ["b"] [2] [("b", 2)] [("b", 2)] null 4 5 5 {"b": 2, "c": 3, "d": 4}
#> {"b": 3, "c": 4, "d": 5} {"c": 3, "d": 4} false true {"a": 1, "b": 2}
#> Map has no attribute 'foo'; use m["foo"] for a key
#> 2 true false false true true {2, 3, 5} {2} {3} true
#> {1} {1} {1, 2} true {"a", "b"} {1}
#> int int str b n t
#> unhashable type: List (a mutable collection cannot be a key; freeze it or use a tuple)
