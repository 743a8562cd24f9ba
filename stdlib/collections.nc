// Containers beside List, Map and Set: a queue with two ends, a map that counts, maps with defaults and with an order that can be
// changed, a heap, and a row of maps that are looked up one after the other.

/// A queue with two ends: adding and taking is quick at both. With `maxlen` it keeps that many elements and drops from the other end.
///     d = collections.Deque([1, 2, 3], maxlen: 3)
///     d.append(4)
///     d.appendLeft(0)
///     print(d, d[-1]) #> Deque([0, 2, 3]) 3
///     print(d.pop(), d.popLeft(), list(d)) #> 3 0 [2]
export class Deque {
    // The elements, behind `head` places that are free.
    private slots = []
    private head = 0
    private changes = 0
    /// The most elements it keeps; null: no limit.
    maxlen = null

    constructor(xs = [], maxlen = null) {
        if maxlen != null && (!isInt(maxlen) || maxlen < 0) { throw ValueError("Deque: 'maxlen' must be an int of at least 0, not ${maxlen}") }
        self.maxlen = maxlen
        self.extend(xs)
    }
    private place(i: int): int {
        let count = self.slots.length - self.head
        let at = i < 0 ? i + count : i
        if at < 0 || at >= count { throw IndexError("Deque: index ${i} is out of range, there are ${count} elements") }
        return self.head + at
    }
    // Forgets free places when they are the larger half.
    private tidy() {
        if self.head < 32 || self.head * 2 < self.slots.length { return }
        self.slots = self.slots[self.head:]
        self.head = 0
    }
    /// Adds at the right end.
    append(x) {
        self.slots.append(x)
        self.changes += 1
        if self.maxlen != null && self.slots.length - self.head > self.maxlen { self.popLeft() }
    }
    /// As append.
    push(x) { self.append(x) }
    /// Adds at the left end.
    appendLeft(x) {
        if self.head == 0 {
            let room = max(8, self.slots.length)
            self.slots = [null] * room + self.slots
            self.head = room
        }
        self.head -= 1
        self.slots[self.head] = x
        self.changes += 1
        if self.maxlen != null && self.slots.length - self.head > self.maxlen { self.pop() }
    }
    /// As appendLeft.
    appendleft(x) { self.appendLeft(x) }
    /// Takes from the right end; IndexError if there is nothing.
    pop() {
        if self.slots.length == self.head { throw IndexError("pop() from an empty Deque") }
        self.changes += 1
        return self.slots.pop()
    }
    /// Takes from the left end.
    popLeft() {
        let head = self.head
        if self.slots.length == head { throw IndexError("popLeft() from an empty Deque") }
        let x = self.slots[head]
        self.slots[head] = null
        self.head = head + 1
        self.changes += 1
        if head >= 31 { self.tidy() }
        return x
    }
    /// As popLeft.
    popleft() { return self.popLeft() }
    /// The element at the right end, which stays; null if there is none.
    get last() { return self.slots.length == self.head ? null : self.slots[-1] }
    /// The element at the left end, which stays; null if there is none.
    get first() { return self.slots.length == self.head ? null : self.slots[self.head] }
    /// Adds all of `xs` at the right end.
    extend(xs) {
        for x in (xs is Deque ? xs.toList() : xs) { self.append(x) }
    }
    /// Adds all of `xs` at the left end, one after the other: they stand in reverse order.
    extendLeft(xs) {
        for x in (xs is Deque ? xs.toList() : xs) { self.appendLeft(x) }
    }
    /// As extendLeft.
    extendleft(xs) { self.extendLeft(xs) }
    private become(all) {
        self.slots = all
        self.head = 0
        self.changes += 1
    }
    /// Moves the last `n` elements to the front; a negative `n` the other way.
    rotate(n: int = 1) {
        let all = self.toList()
        if all.length < 2 { return }
        let cut = (all.length - n % all.length) % all.length
        self.become(all[cut:] + all[:cut])
    }
    /// Removes everything.
    clear() { self.become([]) }
    /// Removes the first element equal to `x`; ValueError if there is none.
    remove(x) {
        let all = self.toList()
        let at = all.indexOf(x)
        if at < 0 { throw ValueError("Deque.remove(): ${repr(x)} is not there") }
        all.remove(at)
        self.become(all)
    }
    /// The place of the first element equal to `x`, -1 if there is none.
    indexOf(x): int { return self.toList().indexOf(x) }
    /// The elements in reverse order, here.
    reverse() { self.become(list(reversed(self.toList()))) }
    /// A Deque with the same elements and limit.
    copy() { return Deque(self, self.maxlen) }
    /// The elements as a List.
    toList(): List { return self.slots[self.head:] }
    __getitem__(i) { return self.slots[self.place(i)] }
    __setitem__(i, x) { self.slots[self.place(i)] = x }
    __len__() { return self.slots.length - self.head }
    get length() { return self.slots.length - self.head }
    contains(x) { return self.toList().contains(x) }
    equals(other) { return other is Deque && self.toList() == other.toList() }
    *iterator() {
        let changes = self.changes
        let i = 0
        while i < self.slots.length - self.head {
            yield self.slots[self.head + i]
            if self.changes != changes { throw ConcurrentModificationError("the Deque changed while it was iterated") }
            i += 1
        }
    }
    toString() { return "Deque(" + str(self.toList()) + ")" }
}
export const deque = Deque

// What the classes below share: they show a Map of theirs as their own.
class MapLike {
    entries = {}

    has(key) { return self.entries.has(key) }
    keys() { return self.entries.keys() }
    values() { return self.entries.values() }
    items() { return self.entries.items() }
    pop(key, ...fallback) { return self.entries.pop(key, ...fallback) }
    remove(key) { return self.entries.remove(key) }
    clear() { self.entries.clear() }
    toMap() { return self.entries.copy() }
    contains(key) { return self.entries.has(key) }
    iterator() { return iter(self.entries) }
    get length() { return self.entries.length }
    __len__() { return self.entries.length }
    __setitem__(key, value) { self.entries[key] = value }
    __delitem__(key) { del self.entries[key] }
    equals(other) {
        if other is MapLike { return self.entries == other.entries }
        return other is Map && self.entries == other
    }
}

/// A map from elements to how often they occur; what it does not have counts 0. Like a Map it has keys, values, items, has, pop,
/// remove, clear, `in`, indexes and iteration.
///     c = collections.Counter("banana")
///     c["x"] += 2
///     print(c["a"], c["z"], c.mostCommon(2), c.total()) #> 3 0 [("a", 3), ("n", 2)] 8
export class Counter extends MapLike {
    /// Counts the elements of `xs`, or takes over the counts of a Map or Counter.
    constructor(xs = []) {
        super()
        self.update(xs)
    }
    private static pairs(xs) {
        if xs is Counter { return xs.entries }
        return xs is Map ? xs : null
    }
    private change(xs, sign) {
        let counts = self.entries
        let pairs = Counter.pairs(xs)
        if pairs == null {
            for x in xs { counts[x] = counts.get(x, 0) + sign }
            return
        }
        for key, n in pairs.copy() {
            if !isNumber(n) { throw TypeError("Counter: a count is a number, not ${typeOf(n)}") }
            counts[key] = counts.get(key, 0) + sign * n
        }
    }
    /// Adds the elements of `xs`, or the counts of a Map or Counter.
    update(xs) { self.change(xs, 1) }
    /// Takes them away; counts may become negative.
    subtract(xs) { self.change(xs, -1) }
    /// (element, count) pairs, the most frequent first, equal ones in order of first occurrence; all or the first `n`.
    mostCommon(n = null): List {
        let all = sorted(self.entries.items(), key: pair => -pair[1])
        return n == null ? all : all[:max(n, 0)]
    }
    /// As mostCommon.
    most_common(n = null): List { return self.mostCommon(n) }
    /// The sum of the counts.
    total() { return sum(self.entries.values()) }
    /// Each element as often as it counts.
    elements() {
        for key, n in self.entries {
            for _ in 0..n { yield key }
        }
    }
    get(key, fallback = 0) { return self.entries.get(key, fallback) }
    /// A Counter with the same counts.
    copy(): Counter { return Counter(self) }
    private combined(other, f) {
        if !(other is Counter) { throw TypeError("a Counter combines with a Counter, not with ${typeOf(other)}") }
        let result = Counter()
        for key in [...self.entries.keys(), ...other.entries.keys()] {
            let n = f(self.get(key), other.get(key))
            if n > 0 { result.entries[key] = n }
        }
        return result
    }
    __add__(other) { return self.combined(other, (a, b) => a + b) }
    __sub__(other) { return self.combined(other, (a, b) => a - b) }
    __or__(other) { return self.combined(other, (a, b) => max(a, b)) }
    __and__(other) { return self.combined(other, (a, b) => min(a, b)) }
    __getitem__(key) { return self.entries.get(key, 0) }
    toString() {
        let sortedEntries = {[k]: n for k, n in self.mostCommon()}
        return "Counter(${sortedEntries})"
    }
}

/// A map that makes a value for a key that is not there yet, by calling `factory` without arguments.
///     groups = collections.DefaultMap(() => [])
///     for word in ["one", "two", "three"] { groups[word[0]].append(word) }
///     print(groups, "x" in groups) #> DefaultMap({"o": ["one"], "t": ["two", "three"]}) false
export class DefaultMap extends MapLike {
    factory = null

    /// `entries` are there from the beginning: a Map or pairs.
    constructor(factory = null, entries = {}) {
        if factory != null && !callable(factory) { throw TypeError("DefaultMap: 'factory' is a function, not ${typeOf(factory)}") }
        super()
        self.factory = factory
        self.entries = Map(entries)
    }
    get(key, fallback = null) { return self.entries.get(key, fallback) }
    /// Takes over the entries of a Map.
    update(other) { self.entries.update(other is MapLike ? other.entries : other) }
    /// A DefaultMap with the same entries and factory.
    copy(): DefaultMap { return DefaultMap(self.factory, self.entries) }
    __getitem__(key) {
        if self.factory == null || self.entries.has(key) { return self.entries[key] }
        let made = self.factory()
        self.entries[key] = made
        return made
    }
    toString() { return "DefaultMap(${self.entries})" }
}
export const defaultdict = DefaultMap

/// A map whose order can be changed. (Every Map keeps the order in which keys were added.)
///     m = collections.OrderedMap({"a": 1, "b": 2, "c": 3})
///     m.moveToEnd("a")
///     print(m) #> OrderedMap({"b": 2, "c": 3, "a": 1})
///     print(m.popItem(last: false)) #> ("b", 2)
export class OrderedMap extends MapLike {
    /// `entries` are a Map or pairs.
    constructor(entries = {}) {
        super()
        self.entries = Map(entries is MapLike ? entries.entries : entries)
    }
    get(key, fallback = null) { return self.entries.get(key, fallback) }
    /// Takes over the entries of a Map.
    update(other) { self.entries.update(other is MapLike ? other.entries : other) }
    /// Moves a key to the end, or with `last: false` to the beginning. KeyError if it is not there.
    moveToEnd(key, last = true) {
        let value = self.entries[key]
        self.entries.remove(key)
        if last {
            self.entries[key] = value
        } else {
            let rest = self.entries
            self.entries = {[key]: value}
            self.entries.update(rest)
        }
    }
    /// As moveToEnd.
    move_to_end(key, last = true) { self.moveToEnd(key, last) }
    /// Takes the last pair, or the first one.
    popItem(last = true) {
        if self.entries.length == 0 { throw KeyError("popItem(): the OrderedMap is empty") }
        let key = last ? self.entries.keys()[-1] : next(iter(self.entries))
        let value = self.entries[key]
        self.entries.remove(key)
        return (key, value)
    }
    /// As popItem.
    popitem(last = true) { return self.popItem(last) }
    /// An OrderedMap with the same entries.
    copy(): OrderedMap { return OrderedMap(self.entries) }
    __getitem__(key) { return self.entries[key] }
    // The order counts between two of them.
    equals(other) {
        if other is OrderedMap { return self.entries.items() == other.entries.items() }
        return super.equals(other)
    }
    toString() { return "OrderedMap(${self.entries})" }
}
export const OrderedDict = OrderedMap

/// A heap: the smallest element is taken first. `key` says by what elements are compared; elements that compare equal come in any order.
///     h = collections.Heap([5, 1, 4])
///     h.push(2)
///     print(h.peek(), [h.pop() for _ in 0..3], h.length) #> 1 [1, 2, 4] 1
export class Heap {
    private tree = []
    private key = null

    constructor(xs = [], key = null) {
        self.key = key
        self.tree = [self.entry(x) for x in xs]
        for at in range(self.tree.length ~/ 2 - 1, -1, -1) { self.sink(at) }
    }
    private entry(x) { return self.key == null ? x : (self.key(x), x) }
    private value(e) { return self.key == null ? e : e[1] }
    private before(a, b) { return self.key == null ? a < b : a[0] < b[0] }
    private sink(start) {
        let tree = self.tree
        let at = start
        let moving = tree[at]
        let end = tree.length
        while true {
            let child = 2 * at + 1
            if child >= end { break }
            if child + 1 < end && self.before(tree[child + 1], tree[child]) { child += 1 }
            if !self.before(tree[child], moving) { break }
            tree[at] = tree[child]
            at = child
        }
        tree[at] = moving
    }
    /// Adds an element.
    push(x) {
        let tree = self.tree
        let moving = self.entry(x)
        let at = tree.length
        tree.append(moving)
        while at > 0 {
            let parent = (at - 1) ~/ 2
            if !self.before(moving, tree[parent]) { break }
            tree[at] = tree[parent]
            at = parent
        }
        tree[at] = moving
    }
    /// Takes the smallest element; IndexError if there is none.
    pop() {
        let tree = self.tree
        if tree.length == 0 { throw IndexError("pop() from an empty Heap") }
        let smallest = tree[0]
        let last = tree.pop()
        if tree.length > 0 {
            tree[0] = last
            self.sink(0)
        }
        return self.value(smallest)
    }
    /// The smallest element, which stays; null if there is none.
    peek() { return self.tree.length == 0 ? null : self.value(self.tree[0]) }
    /// Adds an element and takes the smallest then.
    pushPop(x) {
        self.push(x)
        return self.pop()
    }
    /// All elements in order; the heap keeps them.
    toSorted(): List { return [self.value(e) for e in (self.key == null ? sorted(self.tree) : sorted(self.tree, key: e => e[0]))] }
    /// Removes everything.
    clear() { self.tree.clear() }
    get length() { return self.tree.length }
    __len__() { return self.tree.length }
    toString() { return "Heap(${self.toSorted()})" }
}

/// Several maps seen as one: a key is looked up in one after the other; writes go to the first.
///     settings = collections.ChainMap({"size": 3}, {"size": 1, "color": "red"})
///     settings["depth"] = 2
///     print(settings["size"], settings["color"], settings.maps[0]) #> 3 red {"size": 3, "depth": 2}
export class ChainMap {
    maps = []

    constructor(...maps) { self.maps = maps.length == 0 ? [{}] : maps }
    private find(key) {
        for m in self.maps {
            if key in m { return m }
        }
        return null
    }
    get(key, fallback = null) {
        let m = self.find(key)
        return m == null ? fallback : m[key]
    }
    /// True if one of the maps has the key.
    has(key) { return self.find(key) != null }
    /// The keys of all maps, each once.
    keys(): List { return self.toMap().keys() }
    /// What keys() stand for.
    values(): List { return self.toMap().values() }
    /// (key, value) pairs.
    items(): List { return self.toMap().items() }
    /// A Map of what can be seen.
    toMap(): Map {
        let all = {}
        for m in reversed(self.maps) {
            for key in m { all[key] = m[key] }
        }
        return all
    }
    /// A ChainMap with one more map in front.
    newChild(m = {}): ChainMap { return ChainMap(m, ...self.maps) }
    /// A ChainMap without the first map.
    get parents() { return ChainMap(...self.maps[1:]) }
    contains(key) { return self.find(key) != null }
    __getitem__(key) {
        let m = self.find(key)
        if m == null { throw KeyError(key) }
        return m[key]
    }
    __setitem__(key, value) { self.maps[0][key] = value }
    __len__() { return self.toMap().length }
    get length() { return self.toMap().length }
    iterator() { return iter(self.toMap()) }
    toString() { return "ChainMap(" + ", ".join([str(m) for m in self.maps]) + ")" }
}
