import "math"
try { math.sqrt("4") } catch (TypeError e) { print(e) } #> sqrt() expects a number for 'x', got string
