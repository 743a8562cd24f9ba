function inner() { throw ValueError("deep") }
function outer() { try { inner() } catch (e) { throw RuntimeError("wrapped") from e } }
try { outer() } catch (e) {
    print(e.message, e.cause.message, e.trace.length > 1, e.trace[0].contains("outer"), e.cause.trace[0].contains("inner"))
    saved = e
}
try { throw saved } catch (e) { print(e is RuntimeError, e.trace[0].contains("outer")) }
made = ValueError("made here")
print(made.location, made.trace == null or made.trace.length == 0)
try { raise made } catch (e) { print(e.location != null, id(e) == id(made)) }
error Low extends Error { code: int }
class High extends Low { constructor(c) { super("high ${c}", c) } }
try { throw High(7) } catch (Low e) { print(e.message, e.code, typeOf(e), e is High) }
#> wrapped deep true true true
#> true true
#> null true
#> true true
#> high 7 7 High true
