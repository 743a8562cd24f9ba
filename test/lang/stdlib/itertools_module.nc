import itertools as it
from itertools import count, islice

print(list(islice(count(10, 2), 3)), list(islice(count(0.5, 0.25), 3)), list(islice(count(), 2))) #> [10, 12, 14] [0.5, 0.75, 1.0] [0, 1]
print(list(islice(it.cycle("ab"), 5)), list(it.cycle([]))) #> ["a", "b", "a", "b", "a"] []
print(list(it.repeat("x", 2)), list(it.repeat(1, -1)), list(islice(it.repeat(0), 3))) #> ["x", "x"] [] [0, 0, 0]

print(list(it.accumulate([1, 2, 3])), list(it.accumulate([3, 1, 4], max))) #> [1, 3, 6] [3, 3, 4]
print(list(it.accumulate([1, 2], (a, b) => a * b, 10)), list(it.accumulate([], initial: 4))) #> [10, 10, 20] [4]
print(list(it.batched([1, 2, 3, 4, 5], 2)), list(it.batched([], 3))) #> [(1, 2), (3, 4), (5,)] []
print(list(it.chain([1], (2, 3), "x")), list(it.chain()), list(it.chain_from_iterable([[1], [2]]))) #> [1, 2, 3, "x"] [] [1, 2]
print(list(it.compress("abcd", [1, 0, true])), list(it.pairwise("abc")), list(it.pairwise([1]))) #> ["a", "c"] [("a", "b"), ("b", "c")] []
print(list(it.dropwhile(x => x < 3, [1, 3, 1])), list(it.takewhile(x => x < 3, [1, 3, 1]))) #> [3, 1] [1]
print(list(it.filterfalse(null, [0, 1, ""])), list(it.filterFalse(x => x > 1, [1, 2]))) #> [0, ""] [1]
print(list(it.groupby("aab")), list(it.groupBy([1, 3, 2, null, null], x => x == null ? null : x % 2))) #> [("a", ["a", "a"]), ("b", ["b"])] [(1, [1, 3]), (0, [2]), (null, [null, null])]
print(list(it.starmap((a, b) => a + b, [(1, 2), [3, 4]]))) #> [3, 7]

print(list(islice("abcdef", 2, 5)), list(islice("abcdef", 1, null, 2)), list(islice("abc", null, 2))) #> ["c", "d", "e"] ["b", "d", "f"] ["a", "b"]
print(list(islice([1, 2], null)), list(islice([1, 2], 5)), list(islice([1, 2], 2, 1))) #> [1, 2] [1, 2] []
numbers = count()
print(list(islice(numbers, 3)), list(islice(numbers, 1, 3)), next(numbers)) #> [0, 1, 2] [4, 5] 6
print(list(it.takewhile(x => x < 9, numbers)), next(numbers)) #> [7, 8] 10

print(list(it.zip_longest([1, 2], "a", fillvalue: "-")), list(it.zipLongest([1], [null, 2])), list(it.zip_longest())) #> [(1, "a"), (2, "-")] [(1, null), (null, 2)] []
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat: 2))) #> [("a", 1), ("a", 2), ("b", 1), ("b", 2)] [(0, 0), (0, 1), (1, 0), (1, 1)]
print(list(it.product()), list(it.product([1], [])), list(it.product([1, 2], repeat: 0))) #> [()] [] [()]
print(list(it.permutations([1, 2, 3]))) #> [(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)]
print(list(it.permutations("abc", 2)), list(it.permutations([1], 2)), list(it.permutations([]))) #> [("a", "b"), ("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b")] [] [()]
print(list(it.combinations("abcd", 3)), list(it.combinations([1], 2)), list(it.combinations([1], 0))) #> [("a", "b", "c"), ("a", "b", "d"), ("a", "c", "d"), ("b", "c", "d")] [] [()]
print(list(it.combinations_with_replacement("ab", 2)), list(it.combinationsWithReplacement([], 1))) #> [("a", "a"), ("a", "b"), ("b", "b")] []

(a, b) = it.tee([1, null, 3])
print(next(a), next(a), list(b), list(a), list(a)) #> 1 null [1, null, 3] [3] []
(c, d) = it.tee(count())
print([next(c) for _ in 0..5], next(d), len(it.tee([], 3))) #> [0, 1, 2, 3, 4] 0 3

for attempt in [() => list(it.batched([1], 0)), () => list(islice([1], -1)), () => list(it.combinations([1], -1)), () => list(islice([1]))] {
    try { attempt() } catch (e) { print(typeOf(e), e.message) }
}
#> ValueError batched needs a size of at least 1, not 0
#> ValueError islice takes a start and a stop of at least 0 and a step of at least 1
#> ValueError the size must be at least 0, not -1
#> TypeError islice takes a stop, or a start, a stop and a step
