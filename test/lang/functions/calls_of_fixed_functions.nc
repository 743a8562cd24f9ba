// Calls whose callee never changes keep it at the site once they are warm: what the site keeps is what the name means.
import { twice, bump, seen, Box } from "./mods/fixed"

function plain(a, b = 10) { return a + b }
function rest(first, ...more) { return first + len(more) }
function* upTo(n) { for i in 0..n { yield i } }
const lambda = (x) => x * 3
let rebound = (x) => x + 1
class Point { constructor(x) { this.x = x } }

function round(i) {
    // A path that meets another one inside the arguments, and calls inside of calls.
    a = plain(i > 5 ? 1 : 2, plain(i))
    b = rest(1, i, i) + lambda(i) + Point(i).x + len([i])
    c = sum(upTo(3)) + twice(i) + Box(i).value
    return a + b + c + rebound(i)
}

total = 0
for i in 0..40 {
    if (i == 20) { rebound = (x) => x - 1 }
    total += round(i)
}
print(total) #> 7746

// The same call with another number of arguments: two sites, each with its own.
function counts(i) { return [plain(i), plain(i, i)] }
last = []
for i in 0..20 { last = counts(i) }
print(last) #> [29, 38]

// What the callee throws comes from the right place each time.
function odd(i) { if (i % 2 == 1) { throw ValueError(f"odd {i}") }; return i }
function caught(i) { try { return odd(i) } catch (e: ValueError) { return -1 } }
sum1 = 0
for i in 0..20 { sum1 += caught(i) }
print(sum1) #> 80

// Declared types of parameters: the quick check and what it leaves to the full one.
function typed(n: int, f: float, g: float) { return n + f + g }
function intoTyped(n, f) { return typed(n, f, 2) }
for i in 0..20 { total = intoTyped(i, 0.5) }
print(total) #> 21.5
for v in ["x", null, 1.5, 2 ** 60] {
    try { print(intoTyped(v, 1.0)) } catch (e: TypeError) { print("no int") }
}
#> no int
#> no int
#> no int
#> 1.152921504606847e+18

// An exported variable that its module sets again is not kept.
for i in 0..20 { bump() }
print(seen()) #> 20 after
