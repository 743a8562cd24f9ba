import "math"
try { math.sqrt(-1) } catch (ValueError e) { print("ValueError") } #> ValueError
