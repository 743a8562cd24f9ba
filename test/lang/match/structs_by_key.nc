struct Point { x: int, y: int, tag?: string }
class Dog {
    private secret = 7
    constructor(name) { self.name = name }
    get loud() { return self.name.upper() }
    function bark() { return "woof" }
    function peek() { return match self { {secret: s} => s
        _ => "hidden" } }
}
function f(v) {
    return match v {
        {tag: t, x: x} => "${t}@${x}"
        {x: 0, y: y} => "on the y axis at ${y}"
        {x: 1, ...rest} => "rest ${rest}"
        {loud: l} => l
        {bark: b} => "a method"
        {secret: s} => "seen ${s}"
        {length: n} => "length ${n}"
        [a, b] => "two"
        _ => "other"
    }
}
print(f(Point(0, 5)), f(Point(1, 2)), f(Point(3, 4, "p"))) #> on the y axis at 5 rest {"y": 2} p@3
print(f(Dog("rex")), f("abc"), f([1, 2]), f({"x": 0, "y": 9}), f({"length": 3}), f(null)) #> REX other two on the y axis at 9 length 3 other
print(Dog("a").peek(), match Dog("b") { {secret: s} => s
    _ => "hidden" }) #> 7 hidden
