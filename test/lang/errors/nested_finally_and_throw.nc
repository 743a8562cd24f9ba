log = []
function f() {
    try {
        try { throw Error("a") } finally { log.append(1) }
    } catch (e) { log.append(e.message); throw Error("b") } finally { log.append(2) }
}
try { f() } catch (e) { log.append(e.message) }
print(log) #> [1, "a", 2, "b"]
