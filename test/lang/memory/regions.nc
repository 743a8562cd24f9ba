from memory import region, array
import runtime

kept = null
with region() as r {
    let a = r.array("i32", 1000)
    let b = r.array("f64", [1.5, 2])
    a.fill(3)
    kept = a
    print(a.sum(), b.toList(), r.usedBytes) #> 3000 [1.5, 2.0] 4016
    print(runtime.regionStats()["temporary"]["usedBytes"] > 4000) #> true
}
print(runtime.regionStats()["temporary"]["usedBytes"]) #> 0
try { kept[0] } catch (e) { print(typeOf(e), e.message) } #> ValueError get(): the region of this array has ended
