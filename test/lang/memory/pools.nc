from memory import pool
import runtime

made = 0
function make() {
    made += 1
    return { id: made, used: false }
}
p = pool(make, reset: x => x.set("used", false))
a = p.acquire()
a["used"] = true
p.release(a)
b = p.acquire()
print(a["id"] == b["id"], b["used"], made, p.length) #> true false 1 0
try {
    p.release(b)
    p.release(b)
} catch (e) { print(e.message) } #> release(): the object is in the pool already
many = [p.acquire() for _ in 0..100]
most = 0
for x in many {
    p.release(x)
    most = max(most, p.length)
}
s = p.stats()
print(most, s["max"], s["made"], s["reused"], s["kept"] + s["dropped"] == 100, s["cleanups"] > 0) #> 45 50 100 2 true true
p.clear()
print(p.length) #> 0
small = pool(() => [], max: 2, cleanup: 1)
for _ in 0..2 { small.release([]) }
print(small.length) #> 2
for bad in [() => pool(3), () => pool(make, max: -1), () => pool(make, cleanup: 2)] {
    try { bad() } catch (e) { print(typeOf(e), e.message) }
}
#> TypeError pool() expects a function for 'make', got int
#> ValueError pool(): 'max' must not be negative
#> ValueError pool(): 'cleanup' is a number from 0 to 1
rows = runtime.poolStats()
print(rows.length, rows[0]["cellBytes"], any(row["usedCells"] > 0 for row in rows)) #> 8 16 true
