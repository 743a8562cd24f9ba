import * as M from "./mods/live_members"
import "math" as math
import * as Other from "./mods/live_members_behind"
function use(m, x) { return m.behind(x) }
function total(n) {
    sum = 0
    for i in 0..n {
        sum += M.twice(i) + M.current(i) + M.behind(i) + M.behind(i, 0) + M.behind(i, y: 1) + M.Box(i).v + M.size
        if i == 150 { M.replace((x) => -x) }
        if i == 250 { M.replace(abs) }
        if i == 350 { M.replace(M.Box) }
        if i >= 350 { break }
    }
    return sum
}
print(total(400), M.current(3).v) #> 396344 3
function read() { return M.later }
print([read() for i in 0..100][99]) #> null
M.fill(5)
print(read()) #> 5
M.fill([1])
print(read()) #> [1]
for m in [M, Other, M, Other, math, {behind: 1}] {
    try { print(use(m, 1)) } catch (AttributeError e) { print(e) }
}
#> 11
#> 11
#> 11
#> 11
#> module 'math' has no export 'behind'
#> Map has no attribute 'behind'; use m["behind"] for a key
