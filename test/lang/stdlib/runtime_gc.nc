import runtime
function fill() { xs = []; for i in 0..20000 { xs.append([i]) } return xs.length }
print(fill())                                   #> 20000
report = runtime.gc()
print(report["freedObjects"] > 10000, report["liveBytes"] > 0, report["heapBytes"] >= report["liveBytes"])  #> true true true
print(report["collections"] > 0)                #> true
#modes: source nbc
