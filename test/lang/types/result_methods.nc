function half(n): Result<int, string> { return n % 2 == 0 ? Success(n ~/ 2) : Error("odd") }
print(half(4), half(4).isSuccess(), half(3).isError(), half(4).unwrap(), half(3).unwrapOr(0)) #> Success(2) true true 2 0
print(half(4).map(x => x + 1), half(3).map(x => x), [half(3)]) #> Success(3) odd [Error("odd")]
