l = [3, 1, 2]
print(l.length, l.append(4), l.push(5), l.extend([6]), l.insert(0, 0))
print(l.pop(), l.pop(0), l.remove(0), l.removeValue(2), l.indexOf(5), l.count(1), l.contains(1))
l.sort()
print(l, l.sorted(), l.reversed(), l.slice(1, 2), l.first(), l.last(), l.isEmpty(), l.copy() == l)
l.sort((a, b) => b - a)
print(l, l.reverse(), l)
l.sort(key: x => -x, reverse: true)
print(l)
try { l.index(99) } catch (ValueError e) { print(e) }
try { [1, 2].sort((a, b) => a < b) } catch (TypeError e) { print(e) }
print([1, 2].map(x => x * 2), [1, 2].filter(x => x > 1), [1, 2].reduce(0, (a, b) => a + b), [1].any(x => x == 1), [1].all(x => x == 2), [1, 2].find(x => x > 1))
print([[1], [2]].flatMap(x => x), [1].zip([2]), ["a"].enumerate(), [1, 2].sum(), [1, 2].min(), [1, 2].max(), [1, 1].unique(), ["a"].join("-"))
print(["ab", "c", "de"].groupBy(x => x.length), [1, 2, 3].chunk(2), [[0]] * 2, [1] + [2])
#> 3 null null null null
#> 6 0 3 true 2 1 true
#> [1, 4, 5] [1, 4, 5] [5, 4, 1] [4] 1 5 false true
#> [1, 4, 5] null [1, 4, 5]
#> [1, 4, 5]
#> index(): the value is not in the list
#> a sort comparator must give a number, not bool; for a key function use key:
#> [2, 4] [2] 3 true false 2
#> [1, 2] [(1, 2)] [(0, "a")] 3 1 2 [1] a
#> {2: ["ab", "de"], 1: ["c"]} [[1, 2], [3]] [[0], [0]] [1, 2]
