// Functions that make functions of functions: with some arguments fixed, with their results kept, one behind the other.

/// `reduce(f, xs, initial): any`
/// `f(f(f(a, b), c), d)`; with `initial` it begins with that. TypeError if there is nothing at all.
///     print(functools.reduce((a, b) => a * b, [1, 2, 3, 4]), functools.reduce((a, b) => a + b, [], 0)) #> 24 0
export function reduce(f, xs, ...initial) {
    let source = iter(xs)
    let end = Nothing()
    let total = initial.length > 0 ? initial[0] : next(source, end)
    if total is Nothing { throw TypeError("reduce() of nothing without an initial value") }
    for x in source { total = f(total, x) }
    return total
}

/// A function that calls `f` with these arguments in front of its own; arguments by name can be overridden.
///     double = functools.partial((a, b) => a * b, 2)
///     print(double(21)) #> 42
export function partial(f, ...fixed, **named) {
    if !callable(f) { throw TypeError("partial() expects a function, got ${typeOf(f)}") }
    return (...rest, **more) => f(...fixed, ...rest, **{...named, ...more})
}

/// `x => f(g(h(x)))` of f, g and h: the last is called first, with all arguments.
///     shout = functools.compose(s => s + "!", s => s.upper())
///     print(shout("hey")) #> HEY!
export function compose(...functions) { return pipe(...reversed(functions)) }

/// `x => h(g(f(x)))` of f, g and h: the first is called first, with all arguments.
///     print(functools.pipe(x => x + 1, x => x * 10)(1)) #> 20
export function pipe(...functions) {
    if functions.length == 0 { return identity }
    let first = functions[0]
    let others = functions[1:]
    return (...xs, **named) => {
        let value = first(...xs, **named)
        for f in others { value = f(value) }
        return value
    }
}

/// `f` taking its `n` arguments in any number of calls.
///     add = functools.curry((a, b, c) => a + b + c, 3)
///     print(add(1)(2)(3), add(1, 2)(3)) #> 6 6
export function curry(f, n: int, given = []) {
    if n < 1 { throw ValueError("curry() expects a number of arguments of at least 1, not ${n}") }
    return (...xs) => {
        let all = [...given, ...xs]
        return all.length >= n ? f(...all) : curry(f, n, all)
    }
}

/// `f` with its first two arguments exchanged.
///     print(functools.flip((a, b) => a - b)(1, 10)) #> 9
export function flip(f) { return (a, b, ...rest) => f(b, a, ...rest) }

/// What it is given.
///     print(functools.identity(5)) #> 5
export function identity(x) { return x }

/// A function that gives `x` whatever it is called with.
///     print(functools.constant(7)(1, 2)) #> 7
export function constant(x) { return (...ignored, **alsoIgnored) => x }

/// `f` called at the first call only; later calls give the same result.
///     n = [0]
///     f = functools.once(() => { n[0] += 1; return n[0] })
///     print(f(), f(), n) #> 1 1 [1]
export function once(f) {
    let called = false
    let result = null
    return (...xs, **named) => {
        if !called {
            result = f(...xs, **named)
            called = true
        }
        return result
    }
}

/// A function that keeps its results, for `maxsize` different arguments (null: all), those used longest ago going first. As a decorator
/// with or without arguments. The arguments must be keys of a map.
///     @functools.lruCache(maxsize: 100)
///     function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
///     print(fib(80), fib.cacheInfo()) #> 23416728348467685 CacheInfo{hits: 78, misses: 81, maxsize: 100, size: 81}
export function lruCache(f = null, maxsize = 128) {
    if f is int {
        maxsize = f
        f = null
    }
    if maxsize != null && (!isInt(maxsize) || maxsize < 0) { throw ValueError("lruCache(): 'maxsize' is null or an int of at least 0, not ${maxsize}") }
    return f == null ? g => Cached(g, maxsize) : Cached(f, maxsize)
}
export const lru_cache = lruCache

/// A function that keeps all its results.
///     square = functools.cache(x => x * x)
///     print(square(4), square(4), square.cacheInfo().hits) #> 16 16 1
export function cache(f) { return Cached(f, null) }
export const memoize = cache

/// What cacheInfo() gives.
///     print(functools.CacheInfo(hits: 1, misses: 2, maxsize: null, size: 2).misses) #> 2
export struct CacheInfo { hits: int; misses: int; maxsize: int?; size: int }

/// A function with kept results, as lruCache() and cache() make it.
///     f = functools.Cached(x => [x], null)
///     print(f(1), f.cacheClear(), f.cacheInfo().size) #> [1] null 0
export class Cached {
    private results = {}
    private hits = 0
    private misses = 0
    private maxsize = null
    /// The function itself.
    wrapped = null

    constructor(f, maxsize) {
        if !callable(f) { throw TypeError("a function is needed to keep its results, not ${typeOf(f)}") }
        self.wrapped = f
        self.maxsize = maxsize
    }
    call(...xs, **named) {
        let key = tuple(xs)
        if named.length > 0 { key = (key, tuple(named.items())) }
        let results = self.results
        if results.has(key) {
            self.hits += 1
            if self.maxsize == null { return results[key] }
            let kept = results.remove(key)
            results[key] = kept
            return kept
        }
        self.misses += 1
        let made = self.wrapped(...xs, **named)
        if self.maxsize == null || self.maxsize > 0 {
            if self.maxsize != null && results.length >= self.maxsize && !results.has(key) { results.remove(next(iter(results))) }
            results[key] = made
        }
        return made
    }
    /// How the cache did.
    cacheInfo(): CacheInfo { return CacheInfo(self.hits, self.misses, self.maxsize, self.results.length) }
    /// As cacheInfo.
    cache_info(): CacheInfo { return self.cacheInfo() }
    /// Forgets all results and figures.
    cacheClear() {
        self.results.clear()
        self.hits = 0
        self.misses = 0
    }
    /// As cacheClear.
    cache_clear() { self.cacheClear() }
}

/// A key function for sorted() of a comparator, which gives a negative number, 0 or a positive one.
///     print(sorted(["bb", "a"], key: functools.cmpToKey((a, b) => a.length - b.length))) #> ["a", "bb"]
export function cmpToKey(compare) { return x => Compared(x, compare) }
export const cmp_to_key = cmpToKey

/// A decorator for Python's habit of naming what a wrapper wraps. It gives the wrapper as it is: functions keep their own names.
///     function traced(f) {
///         @functools.wraps(f)
///         function inner(...xs) { return f(...xs) }
///         return inner
///     }
///     print(traced(x => x + 1)(1)) #> 2
export function wraps(wrapped) { return f => f }

/// A function that chooses by the type of its first argument: `register(type, f)` adds a case, `f` itself is for the others. Of several
/// types that fit, the one registered last counts.
///     show = functools.dispatch(x => "something")
///     show.register(int, x => "int ${x}")
///     show.register(string, x => "text ${x}")
///     print(show(1), show("a"), show(1.5)) #> int 1 text a something
export function dispatch(f) { return Dispatched(f) }
export const singledispatch = dispatch

/// What dispatch() gives.
///     f = functools.Dispatched(x => 0)
///     print(f(1)) #> 0
export class Dispatched {
    private fallback = null
    private cases = []

    constructor(f) { self.fallback = f }
    /// Adds a case; as a decorator `@f.register(int)` if no function is given.
    register(type, f = null) {
        if f == null { return g => self.register(type, g) }
        self.cases.insert(0, (type, f))
        return f
    }
    call(x, ...rest, **named) {
        for type, f in self.cases {
            if isinstance(x, type) { return f(x, ...rest, **named) }
        }
        return self.fallback(x, ...rest, **named)
    }
}

class Compared {
    value = null
    compare = null
    constructor(value, compare) {
        self.value = value
        self.compare = compare
    }
    compareTo(other) { return self.compare(self.value, other.value) }
}

// What stands for "no value" where any value may be one.
class Nothing {}
