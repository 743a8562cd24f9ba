enum Shape { Circle(r: float), Rect(w: float, h: float), Empty }
function area(s: Shape): float {
    return match s {
        case Circle(r) => 3.0 * r * r
        case Shape.Rect(w, h) => w * h
        case Empty => 0.0
    }
}
print(area(Shape.Circle(2)), area(Shape.Rect(2, 3)), area(Shape.Empty)) #> 12.0 6.0 0.0
print(Shape.Circle(1.0), Shape.Rect(1, 2) == Shape.Rect(1, 2)) #> Shape.Circle(1.0) true
