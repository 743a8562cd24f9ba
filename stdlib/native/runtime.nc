// The running program itself: its memory, its modules and its end. docs/memory_guide.md shows how to find what takes memory.

/// `heapStats()`
/// Figures of the heap as a map: `liveBytes`, `peakBytes`, `allocatedObjects`, `collections`, `pauseMax` and more.
///     print(runtime.heapStats()["liveBytes"] > 0) #> true

/// `regionStats()`
/// Figures of each region of memory as maps: `usedBytes`, `peakBytes`, `limitBytes` …
///     print(runtime.regionStats().length > 0) #> true

/// `poolStats()`
/// Figures of the pools of equal cells, a map for each size.
///     print(runtime.poolStats()[0]["cellBytes"] > 0) #> true

/// `pressure()`
/// How short memory is: `level` is "normal", "high" or "critical".
///     print(runtime.pressure()["level"] is string) #> true

/// `gc()`
/// Collects now; a map of what that did.
///     xs = [[i] for i in 0..1000]
///     xs = null
///     print(runtime.gc()["freedObjects"] >= 0) #> true

/// `trim()`
/// Gives back memory that is only kept to be used again, and what caches hold; the bytes of it.
///     print(runtime.trim() >= 0) #> true

/// `onExit(function)`
/// Calls the function when the program ends, whatever ends it; the last one given comes first.
///     runtime.onExit(() => print("bye"))
///     print("working")
///     #> working
///     #> bye

/// `snapshot()`
/// A map from each type to how many of its values live and the bytes they take.
///     class Node { next = null }
///     nodes = [Node() for i in 0..5]
///     print(runtime.snapshot()["Node"]["objects"]) #> 5

/// `snapshotDiff(before, after)`
/// The types whose figures differ, and by how much.
///     class Node { next = null }
///     before = runtime.snapshot()
///     nodes = [Node() for i in 0..3]
///     print(runtime.snapshotDiff(before, runtime.snapshot())["Node"]["objects"]) #> 3

/// `leaks()`
/// What looks like a leak, a list of maps. The first call begins to watch.
///     print(runtime.leaks()) #> []

/// `modules()`
/// The modules that were asked for, a list of maps: `name`, `file` (null for builtin ones), `status` ("loaded", "loading", "pending": imported
/// lazily and not used yet, "failed"), `importer` and `error`.
///     import runtime
///     lazy import "json" as json
///     facts = [m for m in runtime.modules() if m["name"] == "json"]
///     print(facts[0]["status"]) #> pending
///     print(json.stringify([1])) #> [1]
///     print([m["status"] for m in runtime.modules() if m["name"] == "json"]) #> ["loaded"]

/// `importModule(path, fallbacks, optional, retries, delay)`
/// A module whose path is known only now, as seen from the started file. Where it cannot be found or loaded the fallbacks are tried in
/// turn; then the import gives null if it is `optional`, and throws ImportError otherwise. With `retries` each path is tried again so often,
/// after `delay` milliseconds (20).
///     json = runtime.importModule("fast_json", fallbacks: ["json"])
///     print(json.stringify([1, 2])) #> [1,2]
///     print(runtime.importModule("no_such_module", optional: true)) #> null
