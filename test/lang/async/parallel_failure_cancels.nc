async function slow() { try { await sleep(10000) } finally { print("stopped") } }
async function bad() { await sleep(1); throw ValueError("first") }
try { await parallel([slow(), bad()]) } catch (ValueError e) { print(e.message) }
#> stopped
#> first
