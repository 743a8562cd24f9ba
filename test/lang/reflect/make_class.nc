import reflect
class Base {
    constructor(n) { this.n = n }
    function twice() { return this.n * 2 }
}
let Made = reflect.makeClass("Made", {
    "thrice": (self) => self.n * 3,
    "plus": (self, k) => self.n + k,
    "unit": "cm",
}, Base)
let m = Made(7)
print(m.twice(), m.thrice(), m.plus(1), Made.unit, typeOf(m), m is Base) #> 14 21 8 cm Made true
print(reflect.describe(Made)["super"] == Base, [x["name"] for x in reflect.describe(Made)["methods"]]) #> true ["thrice", "plus"]
let Own = reflect.makeClass("OwnError", {}, ValueError)
try { throw Own("made") } catch (e: ValueError) { print(typeOf(e), e.message) } #> OwnError made
print(reflect.makeClass("Plain")() is Made) #> false
for bad in [() => reflect.makeClass("X", 3), () => reflect.makeClass("X", {}, int), () => reflect.makeClass("", {}), () => reflect.makeClass("X", {1: 2})] {
    try { bad() } catch (e) { print(e.message) }
}
#> makeClass() expects a Map for 'members', got int
#> makeClass() expects a class that can be extended for 'super', got Class
#> makeClass(): the name must have 1 to 200 bytes
#> makeClass() expects names as keys of 'members', got int
