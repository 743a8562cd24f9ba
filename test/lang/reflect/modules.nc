import reflect
import "./mods/shapes" as shapes
import math
let d = reflect.describe(shapes)
print(d["kind"], d["name"], d["native"], d["exports"]) #> module shapes false ["area", "unit"]
let m = reflect.describe(math)
print(m["native"], "sqrt" in m["exports"], "pi" in m["exports"], m["file"]) #> true true true null
print(reflect.params(shapes.area)[0]["type"]) #> float
