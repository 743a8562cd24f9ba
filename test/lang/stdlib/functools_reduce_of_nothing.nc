import "functools"
try { functools.reduce((a, b) => a, []) } catch (TypeError e) { print(e) } #> reduce() of nothing without an initial value
