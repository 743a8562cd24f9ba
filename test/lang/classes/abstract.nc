class Shape {
    abstract area(): float
    function describe() { return "area " + self.area() }
}
class Sq extends Shape {
    constructor(s) { self.s = s }
    function area(): float { return self.s * self.s }
}
print(Sq(3).describe()) #> area 9.0
try { Shape() } catch (TypeError e) { print("TypeError") } #> TypeError
