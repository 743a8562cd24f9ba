import "statistics"
print(statistics.quantiles([1, 2, 3, 4, 5], method: "inclusive"), statistics.quantiles([1, 9], 4, "inclusive")) #> [2.0, 3.0, 4.0] [3.0, 5.0, 7.0]
