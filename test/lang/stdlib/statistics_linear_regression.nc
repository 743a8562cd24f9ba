import "statistics"
[slope, intercept] = statistics.linear_regression([1, 2, 3, 4, 5], [1, 3, 2, 5, 8])
print(round(slope, 9), round(intercept, 9)) #> 1.6 -1.0
