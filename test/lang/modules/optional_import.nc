// An import in a try may fail; its handler imports something else under the same name.
function load() {
    try { import "./mods/no_such" as m } catch (ImportError e) { import "./mods/late" as m }
    return m.value
}
print(load()) #> 7
try:
    from fast_math import floor
except ImportError:
    from math import floor
print(floor(2.5)) #> 2
