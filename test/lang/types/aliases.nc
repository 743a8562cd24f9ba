type Id = int | string
type Names = List<string>
function f(i: Id): Names { return [str(i)] }
a: str = "s"
b: list = [1]
c: Dict[str, int] = {"k": 1}
d: Optional[int] = null
e: Number = 2.5
print(f(4), a, b, c, d, e) #> ["4"] s [1] {"k": 1} null 2.5
