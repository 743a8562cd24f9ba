function f() { try { int("x") } catch (ValueError e) { throw Error("outer") from e } }
try { f() } catch (e) { print(e.message, typeOf(e.cause)) } #> outer ValueError
