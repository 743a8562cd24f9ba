import "math"
try { math.isqrt(-1) } catch (ValueError e) { print("ValueError") } #> ValueError
