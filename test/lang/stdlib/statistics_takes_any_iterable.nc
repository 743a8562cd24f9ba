import "statistics"
print(statistics.mean(x for x in 0..5), statistics.median({3, 1, 2})) #> 2.0 2
