import "math"
try { math.floor(math.inf) } catch (OverflowError e) { print("OverflowError") } #> OverflowError
