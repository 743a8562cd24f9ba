import "statistics"
print(statistics.mode([2, 1, 1, 2]), statistics.multimode([2, 1, 1, 2, 3]), statistics.multimode([])) #> 2 [2, 1] []
