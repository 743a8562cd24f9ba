import "statistics"
print(round(statistics.variance([3.5, 1, 7, 2.25, 9, -4]), 9)) #> 21.14375
