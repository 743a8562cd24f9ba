m = {"b": 1, "a": 2}
print(m.get("b"), m.get("z"), m.get("z", 0), m.has("a"), m.length, len(m)) #> 1 null 0 true 2 2
m.set("c", 3)
m["d"] = 4
print(m.remove("b"), m.remove("zz"), m) #> 1 null {"a": 2, "c": 3, "d": 4}
print(m.keys(), m.values(), m.items(), m.entries()[0]) #> ["a", "c", "d"] [2, 3, 4] [("a", 2), ("c", 3), ("d", 4)] ("a", 2)
m.update({"a": 9})
print(m.setdefault("e", 5), m.getOrSet("a", 0), m.pop("c"), m.isEmpty()) #> 5 9 3 false
print(m.map((k, v) => v * 2), m.filter((k, v) => v > 4), m.copy() == m) #> {"a": 18, "d": 8, "e": 10} {"a": 9, "e": 5} true
try { m["nope"] } catch (KeyError e) { print(e.key) } #> nope
