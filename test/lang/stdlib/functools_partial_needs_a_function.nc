import "functools"
try { functools.partial(1) } catch (TypeError e) { print(e) } #> partial() expects a function, got int
