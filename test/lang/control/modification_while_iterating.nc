m = {"a": 1}
try { for k in m { m[k + "x"] = 2 } } catch (ConcurrentModificationError e) { print("map") } #> map
s = {1, 2}
try { for v in s { s.add(v + 10) } } catch (ConcurrentModificationError e) { print("set") } #> set
for k in m { m[k] = 5 }
print(m["a"]) #> 5
