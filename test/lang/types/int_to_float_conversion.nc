function f(x: float) { return x }
xs: List<float> = [1.5]
print(f(2), typeOf(f(2))) #> 2.0 float
function g(v: float?) { return v }
print(g(3), g(null)) #> 3.0 null
