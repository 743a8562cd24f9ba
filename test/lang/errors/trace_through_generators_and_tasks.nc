function parse(text) {
    return int(text)
}
function* numbers(texts) {
    for text in texts { yield parse(text) }
}
async function total(texts) {
    await sleep(1)
    return sum(numbers(texts))
}
async function all() {
    return await parallel([total(["1"]), total(["2", "x"])])
}
async function report() {
    try { return await all() } catch (ValueError e) { throw Error("no total") from e }
}
try { await report() } catch (e) {
    for error in [e, e.cause] { print(error, [frame.split(" (")[0] for frame in error.stackTrace]) }
}
await report()
#> no total ["report", "async <module>"]
#> invalid literal for int() with base 10: "x" ["parse", "numbers", "total", "async all", "async report", "async <module>"]
#exit: 1
#stderr: Error: no total
#stderr:       try { return await all() } catch (ValueError e) { throw Error("no total") from e }
#stderr: caused by ValueError: invalid literal for int() with base 10: "x"
#stderr:       return int(text)
#stderr:   at async all (trace_through_generators_and_tasks.nc:12)
#stderr:       return await parallel([total(["1"]), total(["2", "x"])])
#modes: source stress
