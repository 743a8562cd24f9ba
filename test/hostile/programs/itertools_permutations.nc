import itertools
var n = 0
for (p in itertools.permutations(range(30))) { n += 1 }
#time
