// Iterators built from iterators, as in Python. Everything here is lazy: a value is computed when it is asked for, so
// infinite sources are fine as long as only so much is taken from them.
//
// Groups, tuples of products and the like are finished values: they may be kept. Names of several words exist in both
// spellings, zip_longest and zipLongest.

/// Numbers from `start` on without end.
///     import { count, islice } from "itertools"
///     print(list(islice(count(10, 5), 3))) #> [10, 15, 20]
export function* count(start = 0, step = 1) {
    // A float would gather rounding errors if it were added up.
    if isinstance(start, int) && isinstance(step, int) {
        let n = start
        while true {
            yield n
            n += step
        }
    }
    let turns = 0
    while true {
        yield start + step * turns
        turns += 1
    }
}

/// The elements again and again.
///     import { cycle, islice } from "itertools"
///     print(list(islice(cycle("ab"), 5))) #> ["a", "b", "a", "b", "a"]
export function* cycle(xs) {
    let saved = []
    for x in xs {
        yield x
        saved.append(x)
    }
    while saved.length > 0 {
        for x in saved { yield x }
    }
}

/// The same value without end, or `times` times.
///     import { repeat } from "itertools"
///     print(list(repeat("x", 3))) #> ["x", "x", "x"]
export function* repeat(x, times = null) {
    if times == null {
        while true { yield x }
    }
    for _ in 0..max(times, 0) { yield x }
}

/// Running totals, or whatever `f` makes of the total so far and the next element. With `initial` one value more.
///     import { accumulate } from "itertools"
///     print(list(accumulate([1, 2, 3])), list(accumulate([2, 3], (a, b) => a * b, initial: 10))) #> [1, 3, 6] [10, 20, 60]
export function* accumulate(xs, f = null, initial = null) {
    let combine = f ?? ((a, b) => a + b)
    let isFirst = initial == null
    let total = initial
    if !isFirst { yield total }
    for x in xs {
        total = isFirst ? x : combine(total, x)
        isFirst = false
        yield total
    }
}

/// Tuples of `n` elements; the last one has what is left.
///     import { batched } from "itertools"
///     print(list(batched("abc", 2))) #> [("a", "b"), ("c",)]
export function* batched(xs, n) {
    if n < 1 { throw ValueError("batched needs a size of at least 1, not ${n}") }
    let batch = []
    for x in xs {
        batch.append(x)
        if batch.length == n {
            yield tuple(batch)
            batch = []
        }
    }
    if batch.length > 0 { yield tuple(batch) }
}

/// The elements of one iterable after the other.
///     import { chain } from "itertools"
///     print(list(chain([1], "ab"))) #> [1, "a", "b"]
export function* chain(...iterables) {
    for xs in iterables {
        for x in xs { yield x }
    }
}

/// As chain, of an iterable of iterables.
///     import { chain_from_iterable } from "itertools"
///     print(list(chain_from_iterable([[1], [2, 3]]))) #> [1, 2, 3]
export function* chain_from_iterable(iterables) {
    for xs in iterables {
        for x in xs { yield x }
    }
}

/// Elements whose selector at the same place is true; ends with the shorter of the two.
///     import { compress } from "itertools"
///     print(list(compress("abc", [1, 0, 1]))) #> ["a", "c"]
export function* compress(xs, selectors) {
    for (x, selected in zip(xs, selectors)) {
        if selected { yield x }
    }
}

/// The elements from the first on that fails the test.
///     import { dropwhile } from "itertools"
///     print(list(dropwhile(x => x < 3, [1, 3, 2]))) #> [3, 2]
export function* dropwhile(test, xs) {
    let dropping = true
    for x in xs {
        dropping = dropping && test(x)
        if !dropping { yield x }
    }
}

/// The elements before the first that fails the test.
///     import { takewhile } from "itertools"
///     print(list(takewhile(x => x < 3, [1, 3, 2]))) #> [1]
export function* takewhile(test, xs) {
    let source = iter(xs)
    let end = End()
    while true {
        let x = next(source, end)
        if x is End || !test(x) { return }
        yield x
    }
}

/// Elements for which the test fails; without a test the falsy ones.
///     import { filterfalse } from "itertools"
///     print(list(filterfalse(x => x > 1, [1, 2, 0]))) #> [1, 0]
export function* filterfalse(test, xs) {
    for x in xs {
        if !(test == null ? x : test(x)) { yield x }
    }
}

/// (key, list of the neighbouring elements that have it). Sort by the key first to have each key once.
///     import { groupby } from "itertools"
///     print(list(groupby("aab"))) #> [("a", ["a", "a"]), ("b", ["b"])]
export function* groupby(xs, key = null) {
    let group = []
    let current = null
    for x in xs {
        let k = key == null ? x : key(x)
        if group.length > 0 && k != current {
            yield (current, group)
            group = []
        }
        current = k
        group.append(x)
    }
    if group.length > 0 { yield (current, group) }
}

/// islice(xs, stop) or islice(xs, start, stop, step). A stop of null means to the end. Takes no more of `xs` than it needs.
///     import { count, islice } from "itertools"
///     print(list(islice(count(), 2, 8, 3))) #> [2, 5]
export function* islice(xs, ...bounds) {
    if bounds.length < 1 || bounds.length > 3 { throw TypeError("islice takes a stop, or a start, a stop and a step") }
    let wanted = bounds.length == 1 ? 0 : bounds[0] ?? 0
    let stop = bounds.length == 1 ? bounds[0] : bounds[1]
    let step = bounds.length == 3 ? bounds[2] ?? 1 : 1
    if wanted < 0 || step < 1 || (stop != null && stop < 0) {
        throw ValueError("islice takes a start and a stop of at least 0 and a step of at least 1")
    }
    if stop != null && wanted >= stop { return }
    // Not a loop over `xs`: that would close it when it is left, and the rest could not be taken any more.
    let source = iter(xs)
    let end = End()
    let position = 0
    while stop == null || (position < stop && wanted < stop) {
        let x = next(source, end)
        if x is End { return }
        if position == wanted {
            yield x
            wanted += step
        }
        position += 1
    }
}

/// Each element with the one behind it.
///     import { pairwise } from "itertools"
///     print(list(pairwise([1, 2, 3]))) #> [(1, 2), (2, 3)]
export function* pairwise(xs) {
    let hasLast = false
    let last = null
    for x in xs {
        if hasLast { yield (last, x) }
        last = x
        hasLast = true
    }
}

/// `f(...x)` for each x.
///     import { starmap } from "itertools"
///     print(list(starmap((a, b) => a ** b, [(2, 3), (3, 2)]))) #> [8, 9]
export function* starmap(f, xs) {
    for x in xs { yield f(...x) }
}

/// `n` iterators over one source. What one of them has taken and another has not is kept for that one.
///     import { tee } from "itertools"
///     [a, b] = tee([1, 2])
///     print(list(a), list(b)) #> [1, 2] [1, 2]
export function tee(xs, n = 2) {
    if n < 0 { throw ValueError("tee needs a number of at least 0, not ${n}") }
    let source = iter(xs)
    let end = End()
    function* branch(link) {
        while true {
            if link.next == null {
                let x = next(source, end)
                if x is End { return }
                link.value = x
                link.next = Link()
            }
            yield link.value
            link = link.next
        }
    }
    let first = Link()
    return tuple([branch(first) for _ in 0..n])
}

/// As zip, to the end of the longest; what is missing is `fillvalue`.
///     import { zip_longest } from "itertools"
///     print(list(zip_longest([1, 2], "a"))) #> [(1, "a"), (2, null)]
export function* zip_longest(...iterables, fillvalue = null) {
    let sources = [iter(xs) for xs in iterables]
    let open = sources.length
    let end = End()
    while true {
        let row = []
        for (i, source in enumerate(sources)) {
            let x = source == null ? end : next(source, end)
            if x is End {
                if source != null {
                    sources[i] = null
                    open -= 1
                }
                x = fillvalue
            }
            row.append(x)
        }
        if open == 0 { return }
        yield tuple(row)
    }
}

/// Every choice of one element of each iterable, the last one changing fastest.
///     import { product } from "itertools"
///     print(list(product([1, 2], "ab"))) #> [(1, "a"), (1, "b"), (2, "a"), (2, "b")]
export function* product(...iterables, repeat = 1) {
    let once = [list(xs) for xs in iterables]
    let pools = []
    for _ in 0..repeat { pools.extend(once) }
    if any(pool.length == 0 for pool in pools) { return }
    let places = [0 for _ in pools]
    while true {
        yield tuple([pool[places[i]] for i, pool in enumerate(pools)])
        let i = pools.length - 1
        while i >= 0 && places[i] == pools[i].length - 1 {
            places[i] = 0
            i -= 1
        }
        if i < 0 { return }
        places[i] += 1
    }
}

/// Tuples of `size` elements in every order; all of them if no size is given. Elements count by their place.
///     import { permutations } from "itertools"
///     print(list(permutations([1, 2, 3], 2)).length) #> 6
export function* permutations(xs, size = null) {
    let pool = list(xs)
    let n = pool.length
    let r = size ?? n
    checkSize(r)
    if r > n { return }
    let order = list(range(n))
    // How many turns each place has left before the ones after it start over.
    let turns = list(range(n, n - r, -1))
    yield tuple([pool[i] for i in order[:r]])
    while true {
        let i = r - 1
        while i >= 0 {
            turns[i] -= 1
            if turns[i] > 0 { break }
            order.append(order.pop(i))
            turns[i] = n - i
            i -= 1
        }
        if i < 0 { return }
        let j = n - turns[i]
        let moved = order[i]
        order[i] = order[j]
        order[j] = moved
        yield tuple([pool[k] for k in order[:r]])
    }
}

/// Tuples of `size` elements in the order of `xs`. Elements count by their place.
///     import { combinations } from "itertools"
///     print(list(combinations([1, 2, 3], 2))) #> [(1, 2), (1, 3), (2, 3)]
export function* combinations(xs, size) {
    let pool = list(xs)
    checkSize(size)
    if size > pool.length { return }
    let chosen = list(range(size))
    while true {
        yield tuple([pool[i] for i in chosen])
        let i = size - 1
        while i >= 0 && chosen[i] == pool.length - size + i { i -= 1 }
        if i < 0 { return }
        chosen[i] += 1
        for j in i + 1..size { chosen[j] = chosen[j - 1] + 1 }
    }
}

/// As combinations, but an element may be taken more than once.
///     import { combinations_with_replacement } from "itertools"
///     print(list(combinations_with_replacement([1, 2], 2))) #> [(1, 1), (1, 2), (2, 2)]
export function* combinations_with_replacement(xs, size) {
    let pool = list(xs)
    checkSize(size)
    if pool.length == 0 && size > 0 { return }
    let chosen = [0 for _ in 0..size]
    while true {
        yield tuple([pool[i] for i in chosen])
        let i = size - 1
        while i >= 0 && chosen[i] == pool.length - 1 { i -= 1 }
        if i < 0 { return }
        let next = chosen[i] + 1
        for j in i..size { chosen[j] = next }
    }
}

function checkSize(size) {
    if size < 0 { throw ValueError("the size must be at least 0, not ${size}") }
}

// What stands for "no more elements" where any value may be an element.
class End {}

// One element that tee() has taken; `next` is null in the last one, whose value is still to come.
class Link {
    value = null
    next = null
}

export const chainFromIterable = chain_from_iterable
export const combinationsWithReplacement = combinations_with_replacement
export const dropWhile = dropwhile
export const filterFalse = filterfalse
export const groupBy = groupby
export const takeWhile = takewhile
export const zipLongest = zip_longest
