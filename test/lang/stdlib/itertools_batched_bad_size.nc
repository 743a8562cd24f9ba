import "itertools"
try { list(itertools.batched([1], 0)) } catch (ValueError e) { print(e) } #> batched needs a size of at least 1, not 0
