from memory import cache
import runtime

c = cache(max: 3)
for i in 0..5 { c[i] = i * 10 }
print(c.length, 0 in c, 2 in c, c[4], c[0], c.get(1, "none")) #> 3 false true 40 null none
c.get(2)
c.set("new", true)
print(2 in c, 3 in c, c.delete(2), c.delete(2), c.length) #> true false true false 2
print(c.getOrMake("made", () => 7), c.getOrMake("made", () => 8)) #> 7 7
s = c.stats()
print(s["hits"], s["misses"], s["evictions"], s["entries"], s["max"]) #> 3 3 3 3 3
print(runtime.regionStats()["cache"]["usedBytes"] == s["bytes"], s["bytes"] > 0) #> true true
c.clear()
print(c.length, runtime.regionStats()["cache"]["usedBytes"]) #> 0 0

short = cache(max: 10, ttl: 0.02)
short["x"] = 1
print("x" in short, short["x"]) #> true 1
import time
time.sleep(0.03)
print("x" in short, short["x"], short.stats()["expirations"], short.length) #> false null 1 0

class Key {
    constructor(n) { self.n = n }
    function equals(other) { return isinstance(other, Key) && self.n == other.n }
    function hash() { return self.n }
}
k = cache()
k[Key(1)] = "one"
print(k[Key(1)], k[Key(2)], k.get([1].length)) #> one null null
try { k[[1]] = 2 } catch (e) { print(typeOf(e)) } #> TypeError
none = cache(max: 0)
none["a"] = 1
print(none.length, none["a"]) #> 0 null

// What is evicted: everything.
k["text"] = "x" * 1000
print(runtime.trim() >= 0, k.length, runtime.regionStats()["cache"]["evictions"] >= 2) #> true 0 true
for bad in [() => cache(max: -1), () => cache(ttl: -1)] {
    try { bad() } catch (e) { print(e.message) }
}
#> cache(): 'max' must not be negative
#> cache(): 'ttl' is a number of seconds
big = cache(max: 1000000)
for i in 0..800 { big[i] = "x" * 100000 }
print(big.length < 800, big.length > 200, 799 in big) #> true true true
