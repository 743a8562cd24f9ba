import reflect

class Point {
    "A place in the plane."
    let x: int = 0
    function scaled(by: float = 2.0): float { return this.x * by }
}

for f in reflect.fields(Point) { print(f["name"], f["type"], f["default"]) }    #> x int 0
for m in reflect.methods(Point) { print(m["name"], m["returns"]) }              #> scaled float
print(reflect.doc(Point))                                                       #> A place in the plane.
print(reflect.call(Point(), "scaled", by=1.5))                                  #> 0.0
