r = Success(3.0)
print(r, r.isSuccess(), r.map(x => x * 2), Error("bad").isError(), Error("e").unwrapOr(5), Error(42).message)
print(match Error([1]) { Error(e) => e, Success(v) => v }, Error("x").mapError(e => e + "!").message)
error Custom extends Error { code: int }
print(match Custom("m", 5) { Error(e) => e.code }, match Success(2) { Success(v) => v + 1, Error(e) => 0 })
try { throw 42 } catch (e) { print([typeOf(e), e.message, e.value]) }
try { throw {code: 5} } catch (e) { print(e.value["code"]) }
#> Success(3.0) true Success(6.0) true 5 42
#> [1] x!
#> 5 3
#> ["Error", "42", 42]
#> 5
