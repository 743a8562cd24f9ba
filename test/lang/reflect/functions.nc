import reflect
function area(width: float, height: float = 2.0 * 3, ...rest, unit: string = "m"): float {
    "The area of a rectangle."
    return width * height
}
let d = reflect.describe(area)
print(d["kind"], d["name"], d["doc"], d["returns"], d["async"], d["generator"]) #> function area The area of a rectangle. float false false
for p in reflect.params(area) { print(p["name"], p["kind"], p["optional"], p["type"], p["default"]) }
#> width positional false float null
#> height positional true float 2.0 * 3
#> rest rest false null null
#> unit keyword true string "m"
async function later(x) { return x }
print(reflect.describe(later)["async"], reflect.doc(later), reflect.doc(area)) #> true null The area of a rectangle.
print(reflect.describe(print)["native"], reflect.describe(area)["native"]) #> true false
try { reflect.params(3) } catch (e: TypeError) { print(e.message) } #> params() expects a function, got int
