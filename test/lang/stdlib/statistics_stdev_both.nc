import "statistics"
print(round(statistics.stdev([1, 5, 2]), 12), round(statistics.pstdev([1, 5, 2]), 12)) #> 2.081665999466 1.699673171198
