import "statistics"
print(statistics.median([3.5, 1, 7, 2.25, 9, -4])) #> 2.875
