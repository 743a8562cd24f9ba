import "statistics"
print(statistics.median_low([4, 1, 3, 2]), statistics.median_high([4, 1, 3, 2]), statistics.medianLow([1, 2, 3])) #> 2 3 2
