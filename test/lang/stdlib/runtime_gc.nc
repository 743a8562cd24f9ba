import runtime
// Many small lists, so that a word left on the native stack can keep one of them at most.
function fill() { return [[[i] for i in 0..100] for j in 0..200] }
kept = fill()
runtime.gc()
for i in 0..200 { kept[i] = null }
report = runtime.gc()
print(report["freedObjects"] > 10000, report["liveBytes"] > 0, report["heapBytes"] >= report["liveBytes"])  #> true true true
print(report["collections"] > 0)                #> true
#modes: source nbc
