function kind(e) { throw e }
try { kind(TypeError("x")) } catch (ValueError | TypeError e) { print("union " + e) }
try { kind(TypeError("x")) } catch (TypeError) { print("type only") }
try { kind(TypeError("x")) } catch TypeError { print("bare type") }
try { kind(TypeError("x")) } catch e { print("bare name " + e) }
try { kind(TypeError("x")) } catch (e: TypeError) { print("colon " + e) }
try { kind(KeyError("x")) } except (ValueError, KeyError) as e { print("except " + typeOf(e)) }
try { kind(ValueError) } catch (e) { print([typeOf(e), e.message]) }
try { try { int("q") } catch (e) { throw RuntimeError("outer") from e } } catch (e) { print([e.message, typeOf(e.cause)]) }
try { try { kind(ValueError("a")) } finally { kind(TypeError("b")) } } catch (e) { print(e) }
try { x = 1 } catch (e) { print("no") } else { print("else") } finally { print("finally") }
function fin() { for i in range(2) { try { if i == 1 { return "r" }
    continue } finally { print("finally ${i}") } } }
print(fin())
#> union x
#> type only
#> bare type
#> bare name x
#> colon x
#> except KeyError
#> ["ValueError", ""]
#> ["outer", "ValueError"]
#> b
#> else
#> finally
#> finally 0
#> finally 1
#> r
