import "statistics"
print(round(statistics.pvariance([3.5, 1, 7, 2.25, 9, -4]), 9)) #> 17.619791667
