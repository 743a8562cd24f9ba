import "itertools"
try { list(itertools.islice([1], -1)) } catch (ValueError e) { print("ValueError") } #> ValueError
