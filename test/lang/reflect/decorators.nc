import reflect
function route(path) { return (f) => f }
function traced(f) { return f }
@route("/home")
@traced
function home() { return 1 }
@dataclass
class Point { x: int
    y: int = 0 }
print(reflect.decorators(home)) #> ["route(\"/home\")", "traced"]
print(reflect.decorators(Point), reflect.decorators(route)) #> ["dataclass"] []
