import "functools"
calls = []
f = functools.lruCache(x => { calls.append(x); return x }, maxsize: 2)
for x in [1, 2, 1, 3, 1, 2] { f(x) }
print(calls, f.cacheInfo()) #> [1, 2, 3, 2] CacheInfo{hits: 2, misses: 4, maxsize: 2, size: 2}
