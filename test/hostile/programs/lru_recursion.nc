import functools
@functools.lru_cache
function f(n) { return f(n + 1) + 1 }
f(0)
#throws StackOverflowError memory
