function g() { yield 1; throw ValueError("inside") }
try { for v in g() { print(v) } } catch (ValueError e) { print(e.message) }
#> 1
#> inside
