// Runs every superinstruction with operands of the kinds it is for and of kinds it is not for: small ints, ints that
// overflow 48 bits, floats, mixtures, strings, objects. Whatever is left out or switched off, the output is the same.

class Point {
    x: int
    y: float
    link: Point? = null
    tag = "p"

    constructor(x: int, y: float) {
        self.x = x
        self.y = y
    }

    sum(other: Point) { return self.x + other.x }

    swap(other: Point) {
        t = self.tag
        self.tag = other.tag
        other.tag = t
    }
}

class Vector {
    constructor(a, b) {
        self.a = a
        self.b = b
    }
    plus(o) { return Vector(self.a + o.a, self.b + o.b) }
    __add__(o) { return self.plus(o) }
    dot(o) { return self.a * o.a + self.b * o.b }
    gap(o) { return o.a - self.a - o.b - self.b }
}

function arithmetic(a, b) {
    s = a + b
    s = s + 3
    s = a - b + s
    d = a - 7
    d = d - b
    d = (a + d) - 2
    m = a * b
    m = (d + 1) * b
    k = (m - a) * 1.5
    k = k + a
    return str(s) + " " + str(d) + " " + str(m) + " " + str(k)
}

function integers(a, b) {
    r = a % b
    r = r + a % 10
    r = (r + 12345) % 100
    r = r + (a & 15)
    r = (r * 3) & 63
    return r
}

function quotients(a, b) { return str(a / b) + " " + str((a + b) / b) }

function compare(a, b) {
    n = 0
    if (a < b) { n += 1 }
    if (a <= b) { n += 2 }
    if (a > b) { n += 4 }
    if (a >= b) { n += 8 }
    if (a == b) { n += 16 }
    if (a != b) { n += 32 }
    if (a < 5) { n += 64 }
    if (a <= 5) { n += 128 }
    if (a > 5) { n += 256 }
    if (a >= 5) { n += 512 }
    if (a == 5) { n += 1024 }
    if (a != 5) { n += 2048 }
    if (a * 2 < b) { n += 4096 }
    if (a * 2 <= b) { n += 8192 }
    if (a * 2 > b) { n += 16384 }
    if (a * 2 >= b) { n += 32768 }
    if (a * 2 == b) { n += 65536 }
    if (a * 2 != b) { n += 131072 }
    if (a * 2 < 9) { n += 1 }
    if (a * 2 <= 9) { n += 2 }
    if (a * 2 > 9) { n += 3 }
    if (a * 2 >= 9) { n += 5 }
    if (a * 2 == 10) { n += 7 }
    if (a * 2 != 10) { n += 11 }
    return n
}

function words(s, t) {
    n = 0
    if (s == "alpha") { n += 1 }
    if (s + t == "alphabeta") { n += 2 }
    if (s == 1.0) { n += 64 }
    if (s == 1000000) { n += 128 }
    if ([s][0] == 1.0) { n += 256 }
    if (s == null) { n += 4 }
    if (s != null) { n += 8 }
    if ([s][0] == null) { n += 16 }
    if ([s][0] != null) { n += 32 }
    return n
}

function lists(xs, i, nested) {
    a = xs[i]
    b = xs[1]
    c = nested[i][i]
    d = nested[i][0]
    return [a, b, c, d]
}

function early(n) {
    if (n > 2) { return n }
    return
}

function pairs(m) {
    sums = [0, 0, 0]
    for k, v in m { sums[0] += k * v }
    for k, v in m.items() { sums[1] += k - v }
    for k, v in {[big * 3]: 1, [2]: big * 5}.items() { sums[1] += k - v }
    for k, v in {[big * 3]: 1, [2]: big * 5} { sums[1] += k - v }
    for k, v in [(1, 2), [3, 4]] { sums[2] += k * v }
    for k, v in m.entries() { if (m.length < 9) { m[k + 100] = v } }
    for k in m { sums[0] += k }
    for v in m.values() { sums[1] += v }
    for x in Set(m.keys()) { sums[2] += x }
    callbacks = []
    for let k, v in m { callbacks.append(() => k * 1000 + v) }
    for item in m.items() { sums.append(item) }
    for a, b, c in [(1, 2, 3)] { sums[0] += a + b * c }
    m.remove(2)
    for k, v in m { sums[0] += k * v }
    sums.append(attempt(() => { for k, v in m { m[v + 50] = 1 } }))
    sums.append(attempt(() => { for k, v in m { m.remove(k) } }))
    sums.append(attempt(() => { for k, v in [(1, 2), (3,)] { sums.append(v) } }))
    sums.append(attempt(() => { for k, v in [(1, 2), 3] { sums.append(v) } }))
    return str(sums) + str([f() for f in callbacks]) + str(m)
}

function loops(n) {
    total = 0
    for i in 0..n { total += i }
    for x in [1, 2.5, 3] { total += x }
    i = 0
    last = 0
    while (i < n) {
        last = i
        i += 1
    }
    copy = total
    flag = 4
    return copy + last + flag
}

fixed = 17
function global(n) { return fixed * n }
function pair(a, b) { return a * 2 + b }
function relay(x) { return pair(x, 1) }

function objects(n) {
    p = Point(n, 2.5)
    q = Point(3, 0.5)
    for i in 0..20 { p.swap(q) }
    p.link = q
    v = Vector(n, 2)
    w = v + Vector(1.5, n)
    return str(p.sum(q)) + p.tag + str(p.link.x) + str(v.dot(w)) + " " + str(w.gap(v)) + " " + str(w.a)
}

function attempt(f) {
    try { return f() } catch (e) { return "${typeOf(e)}: ${e.message}" }
}

big = 140737488355327
values = [0, 1, -3, 5, 9, big, -big - 1, 2.5, -0.5, 1e300]

for round in 0..12 {
    quiet = round < 11
    for a in values {
        for b in values {
            texts = [attempt(() => arithmetic(a, b)), str(compare(a, b)), attempt(() => quotients(a, b)),
                     attempt(() => str(integers(a, b)))]
            if (!quiet) { print(texts.join(" | ")) }
        }
    }
    texts = [str(words("alpha", "beta")), str(words("al" + "pha", "x")),
             attempt(() => str(words(1, "y"))), attempt(() => str(words(1.0, "y"))), attempt(() => str(words(-0.0, "y"))),
             attempt(() => str(words(1000000.0, "y"))), attempt(() => str(words([1], "y"))), attempt(() => str(words(null, "y"))),
             str(words("alpha" + str(round % 1)[1:], "beta")),
             str(lists([1, 2, 3], 1, [[1], [2, 3]])), str(lists([1.5, 2.5], 0, [[0.5, 1]])),
             str(lists([true, false], 1, [[0], [false, true]])), attempt(() => str(lists([1, 2], 5, []))),
             attempt(() => str(lists("xyz", 1, ["ab", "cd"]))), attempt(() => str(lists([1], -1, [[2, 4]]))),
             str(early(3)) + str(early(1)), str(loops(100)), pairs({1: 5, 2: 7, 3: 9}), str(global(round % 1)) + str(relay(fixed)), objects(4),
             attempt(() => arithmetic("a", 1)), attempt(() => str(compare("b", "a"))), attempt(() => objects(2.5))]
    pairSum = 0
    for k, v in {1: round, 3: 4} { pairSum += k * v }
    if (!quiet) { for t in [...texts, pairSum] { print(t) } }
}
