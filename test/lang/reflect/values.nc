import reflect
for v in [1, 2.5, "s", [1], null] {
    let d = reflect.describe(v)
    print(d["kind"], d["type"])
}
#> value int
#> value float
#> value string
#> value List
#> value null
let add = (a, b) => a + b
print(reflect.describe(add)["kind"], [p["name"] for p in reflect.params([1].map)]) #> function ["f"]
