import "functools"
f = functools.lruCache(x => x, 0)
f(1)
f(1)
print(f.cacheInfo().misses, f.cacheInfo().size) #> 2 0
