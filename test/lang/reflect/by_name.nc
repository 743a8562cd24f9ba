import reflect
class P {
    let x: int = 1
    private let hidden = 2
    function scaled(k, plus = 0) { return this.x * k + plus }
}
let p = P()
reflect.set(p, "x", 5)
print(reflect.get(p, "x"), reflect.get(p, "none", "default"), reflect.has(p, "x"), reflect.has(p, "none")) #> 5 default true false
print(reflect.call(p, "scaled", 3), reflect.call(p, "scaled", 3, plus=100)) #> 15 115
print(reflect.call("a,b", "split", ",")) #> ["a", "b"]
for name in ["hidden", "none"] {
    try { reflect.get(p, name) } catch (e: AttributeError) { print("AttributeError") }
}
#> AttributeError
#> AttributeError
try { reflect.set(p, "x", "text") } catch (e: TypeError) { print("TypeError") } #> TypeError
