// Classes, structs and enums; match over them.
class Shape {
    name: string
    static made = 0
    constructor(name) { self.name = name; Shape.made += 1 }
    area(): float { return 0.0 }
    get label() { return "${self.name}: ${self.area()}" }
}
class Square extends Shape {
    constructor(side: float) { super("square"); self.side = side }
    area(): float { return self.side ** 2 }
}
struct Point { x: int; y: int = 0; note?: string }
enum Color { Red, Green = 5, Custom(code: int) }
function code(c: Color) {
    return match c { Color.Red => 1, Color.Custom(n) when n > 9 => n, _ => c.value }
}
print(Square(2).label, Shape.made, Point(1), code(Color.Custom(10)), code(Color.Green))
