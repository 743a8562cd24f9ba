import "math"
try { math.log(0) } catch (ValueError e) { print("ValueError") } #> ValueError
