import "statistics"
print(statistics.covariance([1, 2, 3, 4, 5], [1, 3, 2, 5, 8])) #> 4.0
