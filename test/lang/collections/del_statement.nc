xs = [0, 1, 2, 3, 4, 5]
del xs[0], xs[-1]
print(xs) #> [1, 2, 3, 4]
del xs[::2]
print(xs) #> [2, 4]
m = {a: 1, b: 2}
del m["a"]
try { del m["zz"] } catch (KeyError e) { print(e.key, m) } #> zz {"b": 2}
try { del xs[9] } catch (IndexError e) { print(e) } #> list index 9 is out of range for length 2
class D {
    constructor() { self.m = {k: 1}; self.field = 1 }
    __delitem__(k) { self.m.remove(k)
        print("deleted ${k}") }
}
d = D()
del d["k"] #> deleted k
del d.field
print(d.m, hasattr(d, "field")) #> {} false
try { del d.field } catch (AttributeError e) { print(e) } #> field 'field' of D has no value yet
name = 5
del name
print(name) #> null
del xs[:]
print(xs) #> []
