log = []
function t(x) { log.append(x); return x }
t(1) < t(2) < t(0) < t(9)
xs = [0, 0]
xs[t(0)] += 5
function args3(a, b, c) { return [a, b, c] }
print(args3(c: t("c"), a: t("a"), b: t("b")), xs, log) #> ["a", "b", "c"] [5, 0] [1, 2, 0, 0, "c", "a", "b"]
log.clear()
class O { constructor() { self.v = 1 }
    get p() { log.append("get"); return self.v }
    set p(x) { log.append("set"); self.v = x } }
o = O()
function obj() { log.append("obj"); return o }
obj().p += 2
obj().p ??= 9
print(o.v, log) #> 3 ["obj", "get", "set", "obj", "get", "set"]
log.clear()
n = null
print({[t("k")]: t("v"), ...t({a: 1})}, [t(1), ...[t(2)], t(3)], n?.foo(t("never")), n?.[t("never")], log) #> {"k": "v", "a": 1} [1, 2, 3] null null ["k", "v", {"a": 1}, 1, 2, 3]
[i, xs[i]] = [1, 7]
i, j = 0, 1
i, j = j, i
print(xs, i, j) #> [5, 7] 1 0
