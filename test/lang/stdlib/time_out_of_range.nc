import "time"
try { time.iso(1e300) } catch (ValueError e) { print("ValueError") } #> ValueError
