import "functools"
@functools.lru_cache
function square(x) { return x * x }
print(square(3), square(3), square.cache_info().hits, square.wrapped(4)) #> 9 9 1 16
