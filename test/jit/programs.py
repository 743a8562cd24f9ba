"""Generates valid Noodle programs that are hard on a compiler with guesses: ints near the edges of 48 and 64 bits, NaN and
-0.0, sites that see several types, objects whose shape changes, errors in the middle of loops, closures and generators."""
import random

EDGES = ["0", "1", "-1", "2", "7", "-3", "140737488355327", "-140737488355328", "140737488355328", "4611686018427387904",
         "9223372036854775807", "-9223372036854775807", "1000003"]
FLOATS = ["0.0", "-0.0", "1.5", "-2.25", "1e300", "-1e300", "nan", "inf", "0.1"]
INT_OPS = ["+", "-", "*", "~/", "%", "&", "|", "^", "<<", ">>"]
FLOAT_OPS = ["+", "-", "*", "/"]
TESTS = ["<", "<=", ">", ">=", "==", "!="]


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []

    def pick(self, choices):
        return self.random.choice(choices)

    def int_expr(self, names, depth=0):
        if depth > 2 or self.random.random() < 0.35:
            return self.pick(names + EDGES[:7])
        op = self.pick(INT_OPS)
        right = self.int_expr(names, depth + 1)
        if op in ("<<", ">>"):
            right = str(self.random.randrange(0, 9))
        if op in ("~/", "%"):
            right = self.pick(["3", "-7", "1000003", self.pick(names)])
        return f"({self.int_expr(names, depth + 1)} {op} {right})"

    def float_expr(self, names, depth=0):
        if depth > 2 or self.random.random() < 0.35:
            return self.pick(names + FLOATS)
        return f"({self.float_expr(names, depth + 1)} {self.pick(FLOAT_OPS)} {self.float_expr(names, depth + 1)})"

    def function(self, index):
        """A function of two numbers that are mostly of one type, now and then of another."""
        typed = self.random.random() < 0.4
        kind = self.pick(["int", "float"])
        params = f"a: {kind}, b: {kind}" if typed else "a, b"
        expr = self.int_expr if kind == "int" else self.float_expr
        self.lines += [f"function f{index}({params}) {{",
                       f"    x = {expr(['a', 'b'])}",
                       f"    if (a {self.pick(TESTS)} b) {{ x = {expr(['a', 'b', 'x'])} }}",
                       f"    return {expr(['a', 'b', 'x'])}", "}"]
        return kind if typed else None, kind

    def classes(self):
        self.lines += ["class Base {", "    v", "    constructor(v) { self.v = v }",
                       f"    get() {{ return {self.pick(['self.v', 'self.v + 1', '[self.v]'])} }}", "}",
                       "class Left extends Base {", "    constructor(v) {", "        super(v)", "        self.extra = v", "    }",
                       "    get() { return self.extra }", "}",
                       "class Right extends Base {", "    get() { return super.get() }", "}"]

    def family(self):
        """Classes with a common base, whose fields lie at equal and at different places, and counters that come to the edge
        of 48 bits; divisors that are constants of the module."""
        divisor = self.pick(["2", "3", "7", "10", "64", "65536", "1000003", "2147483647", "4294967296", "140737488355327"])
        self.lines += [f"const DIVISOR = {divisor}", f"const STEP = {self.pick(EDGES)}", "class Unit {",
                       f"    total: int = {self.pick(EDGES[:9])}", "    count = 0", "    name = \"unit\"",
                       "    step(d: int) {",
                       f"        self.total = (self.total {self.pick(['+', '-', '*'])} d) % {self.pick(['DIVISOR', '140737488355328', '-9'])}",
                       "        self.count += 1", "    }", "    value() { return self.total ~/ DIVISOR }",
                       "    isOf(names) { return self.name in names }", "}"]
        for index in range(6):
            self.lines += [f"class Unit{index} extends Unit {{"]
            if self.random.random() < 0.5:
                self.lines += [f"    own{index}: int = {index}"]
            self.lines += ["    constructor() {", f"        self.name = \"u{index}\"", "    }"]
            if self.random.random() < 0.6:
                self.lines += ["    step(d: int) {",
                               f"        {self.pick(['super.step(d)', 'super.step(d + 1)', 'self.total += d % DIVISOR'])}", "    }"]
            if self.random.random() < 0.6:
                self.lines += [f"    value() {{ return {self.pick(['abs(self.total)', 'self.total % DIVISOR', 'super.value() * 2', 'STEP % DIVISOR'])} }}"]
            self.lines += ["}"]
        size = self.pick([1, 2, 3, 4, 6])
        units = ", ".join(f"Unit{self.random.randrange(6)}()" for _ in range(size))
        self.lines += ["function units(n) {", f"    all = [{units}]", "    seen = 0", "    failures = 0",
                       "    for i in 0..n {", "        u = all[i % all.length]", "        try {",
                       f"            u.step({self.pick(['i', 'STEP', 'i * 1000003', '-i'])})",
                       f"            v = {self.pick(['u.value()', '[u.value(), u.count][0]', '(u.count, u.value())[1]'])}",
                       "            if (u.isOf([\"u1\", \"u3\"]) || len(u.name) == 4 || u.name < \"u3\") { seen += v % 1000 }",
                       "        } catch (e) {", "            failures += 1", "            if (failures < 3) { note(e.message) }",
                       "        }", "    }", "    return [seen, failures, [u.total for u in all], [u.count for u in all]]", "}"]

    def build(self):
        self.lines += ["import { nan, inf } from \"math\"", "log = []",
                       "function note(x) { if (log.length < 40) { log.append(str(x)) } }"]
        self.classes()
        self.family()
        functions = [self.function(i) for i in range(3)]
        for index, (declared, kind) in enumerate(functions):
            values = EDGES if kind == "int" else FLOATS
            other = FLOATS if kind == "int" else EDGES
            self.lines += [f"function run{index}(n) {{", "    total = 0", "    failures = 0",
                           f"    items = [{', '.join(self.random.sample(values, 6))}]",
                           "    for i in 0..n {", "        p = items[i % 6]", f"        q = {self.pick(values)}"]
            if declared is None:
                self.lines += [f"        if i == {self.random.randrange(20, 90)} {{ q = {self.pick(other)} }}"]
            self.lines += ["        try {", f"            r = f{index}(p, q)",
                           "            if (i % 17 == 0) { note(r) }",
                           f"            if (r {self.pick(TESTS)} p) {{ total += 1 }}",
                           "        } catch (e) {", "            failures += 1",
                           "            if (failures < 4) { note(e.message) }", "        }", "    }",
                           "    return [total, failures]", "}"]
        self.lines += ["function shapes(n) {", "    sum = 0",
                       "    things = [Base(1), Left(2), Right(3), Left(\"s\"), Base(2.5)]",
                       "    for i in 0..n {", "        t = things[i % things.length]",
                       f"        if (i == {self.random.randrange(30, 120)}) {{ t.later = i }}",
                       "        g = t.get()", "        if (g is int) { sum += g } else { note(g) }", "    }", "    return sum", "}",
                       "function gen(n) {", "    for i in 0..n { yield i * 3 }", "}",
                       "function closures(n) {", "    count = 0", "    add = x => { count += x }",
                       "    for v in gen(n) { add(v) }", "    return count", "}"]
        calls = [f"run{i}({self.random.randrange(60, 200)})" for i in range(3)]
        self.lines += [f"print({call})" for call in calls]
        self.lines += [f"print(units({self.random.randrange(60, 300)}))", "print(shapes(150), closures(70))", "print(log.join(\" \"))"]
        return "\n".join(self.lines) + "\n"


def program(seed):
    return Program(seed).build()
