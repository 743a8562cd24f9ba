import "functools"
try { functools.curry(print, 0) } catch (ValueError e) { print(e) } #> curry() expects a number of arguments of at least 1, not 0
