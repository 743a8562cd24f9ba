import runtime

class Node { constructor(n) { self.n = n } }
kept = []
before = runtime.snapshot()
for i in 0..100 { kept.append(Node(i)) }
after = runtime.snapshot()
change = runtime.snapshotDiff(before, after)
print(change["Node"]["objects"], change["Node"]["bytes"] >= 100 * 24, "Node" in before) #> 100 true false
print(runtime.snapshotDiff(after, before)["Node"]["objects"], runtime.snapshotDiff(after, after).length) #> -100 0
kept = null
print(runtime.snapshotDiff(after, runtime.snapshot())["Node"]["objects"] <= -99) #> true
for bad in [() => runtime.snapshotDiff(1, after), () => runtime.snapshotDiff(after, { Node: 1 })] {
    try { bad() } catch (e) { print(typeOf(e), e.message) }
}
#> TypeError snapshotDiff() expects a snapshot, got int
#> TypeError snapshotDiff() expects a snapshot, got Map

s = runtime.gc()
print(s["liveBytes"] > 0, s["collections"] > 0) #> true true
h = runtime.heapStats()
print(h["liveBytes"] > 0, h["allocatedBytes"] >= h["liveBytes"], h["collections"] > 0, h["footprintBytes"] > 0) #> true true true true
