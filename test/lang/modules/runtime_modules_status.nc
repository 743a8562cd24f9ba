// Modules that were asked for and what became of them.
import "runtime"
lazy import "./mods/late" as late
function statusOf(name) {
    found = [m["status"] for m in runtime.modules() if m["name"] == name]
    return found.length == 0 ? null : found[0]
}
print(statusOf("./mods/late")) #> pending
try { import "./mods/broken_at_load" as broken } catch (ValueError e) { print(e) } #> broken
print(statusOf("broken_at_load")) #> failed
try { import "./mods/no_such" as none } catch (ImportError e) { print("not found") } #> not found
facts = [m for m in runtime.modules() if m["name"] == "./mods/no_such"][0]
print(facts["status"], facts["error"].startsWith("cannot find module"), facts["file"]) #> failed true null
print(late.value) #> 7
print(statusOf("late"), statusOf("./mods/late"), statusOf("runtime")) #> loaded null loaded
