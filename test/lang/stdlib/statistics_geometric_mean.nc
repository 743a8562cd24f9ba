import "statistics"
print(round(statistics.geometric_mean([54, 24, 36]), 9)) #> 36.0
try { statistics.geometricMean([1, 0]) } catch (ValueError e) { print(e) } #> geometricMean() expects positive numbers, got 0
