import "statistics"
print(statistics.mean([0.1] * 10), statistics.mean([9007199254740993, 1])) #> 0.1 4503599627370497.0
