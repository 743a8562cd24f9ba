import "itertools"
try { list(itertools.combinations([1], -1)) } catch (ValueError e) { print(e) } #> the size must be at least 0, not -1
