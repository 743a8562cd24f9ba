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

    def build(self):
        self.lines += ["import { nan, inf } from \"math\"", "log = []",
                       "function note(x) { if (log.length < 40) { log.append(str(x)) } }"]
        self.classes()
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
        self.lines += ["print(shapes(150), closures(70))", "print(log.join(\" \"))"]
        return "\n".join(self.lines) + "\n"


def program(seed):
    return Program(seed).build()
