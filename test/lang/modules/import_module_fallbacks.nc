// Paths that are known only when the program runs: fallbacks, optional imports, repeated tries.
import "runtime"
import "time"
print(runtime.importModule("no_such", fallbacks: ["nor_this", "./mods/late"]).value) #> 7
print(runtime.importModule("no_such", optional: true)) #> null
try { runtime.importModule("no_such", fallbacks: ["nor_this"]) } catch (ImportError e) { print(e.message.startsWith("cannot find module 'nor_this'")) } #> true
begin = time.monotonic()
runtime.importModule("no_such", optional: true, retries: 2, delay: 5)
print(time.monotonic() - begin >= 0.01) #> true
// A module that is there and fails is no missing module.
try { runtime.importModule("./mods/broken_at_load", fallbacks: ["math"], optional: true) } catch (ValueError e) { print(e) } #> broken
try { runtime.importModule("math", retries: -1) } catch (ValueError e) { print("refused") } #> refused
