import "statistics"
print(statistics.mean([3.5, 1, 7, 2.25, 9, -4])) #> 3.125
