import "statistics"
print(round(statistics.correlation([1, 2, 3, 4, 5], [1, 3, 2, 5, 8]), 12)) #> 0.911684611677
try { statistics.correlation([1, 1], [1, 2]) } catch (ValueError e) { print(e) } #> correlation() expects rows that are not constant
