LIMIT = 99
_private = 1
def twice(n): return n * 2
