import "time"
try { time.sleep(-1) } catch (ValueError e) { print(e) } #> sleep(): 'seconds' must not be negative
