// Imports, exports, destructuring, decorators.
import { sqrt, pi as PI } from "math"
import "json" as j
lazy import "time"
export const version = "1"
export function area(r: float): float { return PI * r ** 2 }
@deprecated("use area")
function old(r) { return r }
let [first, ...rest] = [1, 2, 3]
let {name, size: n} = {name: "x", size: 2}
(p, _) = (5, 6)
export { old as former }
print(sqrt(16.0), j.stringify([first, rest, name, n, p]), area(1.0) > 3)
