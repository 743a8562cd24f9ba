import reflect
enum Shape {
    Empty
    Circle(radius: float)
    Rect(width: float, height: float)
}
enum Level { Low = 1, High = 10 }
for v in reflect.variants(Shape) { print(v["name"], v["ordinal"], v["payload"]) }
#> Empty 0 []
#> Circle 1 [{"name": "radius", "type": "float"}]
#> Rect 2 [{"name": "width", "type": "float"}, {"name": "height", "type": "float"}]
print([[v["name"], v["value"]] for v in reflect.variants(Level)]) #> [["Low", 1], ["High", 10]]
print(reflect.describe(Shape)["kind"], reflect.describe(Level.Low)["type"]) #> enum Level
try { reflect.variants(List) } catch (e: TypeError) { print(e.message) } #> variants() expects an enum, got Class
