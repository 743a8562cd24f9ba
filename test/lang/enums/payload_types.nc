enum Shape { Circle(radius: float), Rect(w: float, h: float?), Tag(string), Free(value: any) }
function make(f, ...values) { return f(...values) }
c = Shape.Circle(1)
print(c, c.radius, Shape.Rect(1, h: 2), Shape.Rect(1, null)) #> Shape.Circle(1.0) 1.0 Shape.Rect(1.0, 2.0) Shape.Rect(1.0, null)
print(make(Shape.Circle, 2), Shape.Free(1), [1, 2] |> map(Shape.Circle)) #> Shape.Circle(2.0) Shape.Free(1) [Shape.Circle(1.0), Shape.Circle(2.0)]
try { make(Shape.Circle, "x") } catch (TypeError e) { print(e) } #> expected float for payload 'radius' of Shape.Circle, got string
try { make(Shape.Rect, 1, "x") } catch (TypeError e) { print(e) } #> expected float? for payload 'h' of Shape.Rect, got string
try { make(Shape.Tag, 5) } catch (TypeError e) { print(e) } #> expected string for payload 1 of Shape.Tag, got int
print(Shape.Circle(1) == Shape.Circle(1.0), match c { case Circle(r) => r + 0.5 }) #> true 1.5
