import "statistics"
try { statistics.mean(["a"]) } catch (TypeError e) { print(e) } #> mean() expects numbers, got string
