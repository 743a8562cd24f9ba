import "functools"
f = functools.cache(x => x)
f(1)
f.cacheClear()
print(f.cacheInfo()) #> CacheInfo{hits: 0, misses: 0, maxsize: null, size: 0}
