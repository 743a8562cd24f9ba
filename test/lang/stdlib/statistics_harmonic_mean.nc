import "statistics"
print(statistics.harmonicMean([0, 5])) #> 0.0
try { statistics.harmonicMean([-1]) } catch (ValueError e) { print(e) } #> harmonicMean() expects no negative numbers, got -1
