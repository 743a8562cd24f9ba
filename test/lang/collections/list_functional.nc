xs = [1, 2, 3, 4]
print(xs.map(x => x * 2), xs.filter(x => x % 2 == 0), xs.reduce(0, (a, b) => a + b), xs.any(x => x > 3), xs.all(x => x > 0), xs.find(x => x > 2)) #> [2, 4, 6, 8] [2, 4] 10 true true 3
xs.forEach(x => print(x, end: " "))
print() #> 1 2 3 4 
print(xs.flatMap(x => [x, x]), xs.chunk(3), xs.groupBy(x => x % 2), [1, 1, 2].unique(), xs.zip([5, 6])) #> [1, 1, 2, 2, 3, 3, 4, 4] [[1, 2, 3], [4]] {1: [1, 3], 0: [2, 4]} [1, 2] [(1, 5), (2, 6)]
print(xs.sum(), xs.min(), xs.max(), xs.join("+"), xs.enumerate()) #> 10 1 4 1+2+3+4 [(0, 1), (1, 2), (2, 3), (3, 4)]
