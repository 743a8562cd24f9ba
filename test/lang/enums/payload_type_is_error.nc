enum Shape { Circle(radius: float), Tag(string) }
print(Shape.Circle("x")) #error: N0401 expected float
print(Shape.Tag(1)) #error: N0401 expected string
enum Level { Custom(value: int = 3) } #error: N0508 default value
