import "functools"
f = functools.singledispatch(x => "any")
@f.register(int)
function _int(x) { return "int" }
f.register(List, xs => "list of ${xs.length}")
print(f(1), f([1, 2]), f("s")) #> int list of 2 any
