import "itertools"
try { itertools.countr } catch (AttributeError e) { print(e) } #> module 'itertools' has no export 'countr'; did you mean 'count'?
