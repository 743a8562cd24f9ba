import "statistics"
print(statistics.percentile([3, 1, 2], 0), statistics.percentile([3, 1, 2], 100), statistics.percentile([1, 2], 25)) #> 1.0 3.0 1.25
try { statistics.percentile([1], 101) } catch (ValueError e) { print(e) } #> percentile() expects 0 to 100 percent, not 101
