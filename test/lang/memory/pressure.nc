#flags: --high-memory-threshold=1
// A process that takes more than one megabyte is under pressure as soon as somebody looks.
import runtime, time
from memory import cache

c = cache()
for i in 0..100 { c[i] = i }
for _ in 0..100 {
    if runtime.pressure()["level"] != "none" { break }
    time.sleep(0.05)
}
p = runtime.pressure()
print(p["level"], p["trims"] > 0, p["evictions"] > 0, p["collections"] > 0) #> high true true true
// What was not used for longest is gone: half of what there was when the pressure was seen, maybe before the last was added.
left = c.length
print(left < 100, all(k in c for k in (100 - left)..100)) #> true true
print(runtime.heapStats()["collections"] > 0) #> true
