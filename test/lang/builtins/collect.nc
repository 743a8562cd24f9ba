print([1, 2, 2] | collect(toSet()), (x for x in [1, 2]) | collect(toList()), range(3) | map(x => x * 2) | collect(toList())) #> {1, 2} [1, 2] [0, 2, 4]
