import "functools"
try { functools.lruCache(maxsize: -1) } catch (ValueError e) { print(e) } #> lruCache(): 'maxsize' is null or an int of at least 0, not -1
