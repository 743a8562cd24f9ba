macro twice(x) { x } #error: N0
