#!/usr/bin/env python3
"""Prints a Noodle program of about LINES lines for measuring the front end. Usage: generate.py LINES [SEED]

The same arguments always give the same text. The program is what people write, many times over: functions, classes,
structs, enums, lambdas, string building, match, error handling and loops, half of it in braces and half in layout, with
types on some of it, comments and blank lines, and calls between its parts. It also runs, and prints one number.
"""
import random
import sys

NOUNS = ("account order invoice sensor packet ledger route vehicle tenant ticket parcel reading shipment customer "
         "recipe harvest payment session product invoice_line schedule region employee contract").split()
VERBS = "merge filter score check update collect resolve render count rank split apply load group trim".split()
FIELDS = "quota count weight price limit level offset size rate depth margin score".split()
WORDS = "north south east west amber cedar delta ember frost grain hazel ivory jade kelp lunar maple".split()


def camel(*words):
    text = "".join(part.capitalize() for word in words for part in word.split("_"))
    return text[0].lower() + text[1:]


class Generator:
    def __init__(self, lines, seed):
        self.random = random.Random(seed)
        self.lines = lines
        self.out = []
        self.number = 0
        self.functions = []   # names of functions of one int parameter that give an int
        self.classes = []     # names of classes with a constructor (name, amount) and a method total()

    def pick(self, words):
        return self.random.choice(words)

    def int(self, limit=100):
        return self.random.randrange(1, limit)

    def name(self):
        self.number += 1
        return f"{camel(self.pick(VERBS), self.pick(NOUNS))}{self.number}"

    def type_name(self):
        self.number += 1
        return f"{self.pick(NOUNS).title().replace('_', '')}{self.number}"

    def call(self, argument):
        near = self.functions[-40:]
        return f"{self.pick(near)}({argument})" if near else f"abs({argument})"

    def add(self, text):
        self.out += text.rstrip("\n").split("\n")

    # ---- the shapes of which the program is made ------------------------------------------------------------------

    def brace_function(self):
        name, a, b = self.name(), self.pick(FIELDS), self.pick(WORDS)
        self.add(f"""
// {name} walks the numbers below `{a}` and keeps what passes the test.
function {name}({a}: int, step: int = {self.int(5)}): int {{
    let {b} = []
    for i in 0..{a} {{
        if i % {self.int(7) + 1} == 0 and i > step {{
            {b}.append(i * {self.int()} + step)
        }} else if i == {self.int()} {{
            continue
        }}
    }}
    let best = {b}.filter(x => x > {self.int()}).map((x) => x * 2 + {a})
    return best.length > 0 ? max(best) : {self.int()}
}}
""")
        self.functions.append(name)

    def layout_function(self):
        name, a, b = self.name(), self.pick(FIELDS), self.pick(WORDS)
        self.add(f"""
def {name}({a}, scale=2):
    \"\"\"Sums what {b} gives for each step.\"\"\"
    result = 0
    seen = {{}}
    for k in range({a} % {self.int(20) + 1}):
        value = k * scale + {self.int()}
        if value in seen:
            result += seen[value]
        elif value > {self.int(60)} and not (value % 3 == 1):
            seen[value] = {self.call('k')}
            result -= 1
        else:
            result += value ** 2 % {self.int() + 1}
    return result
""")
        self.functions.append(name)

    def brace_class(self):
        name, field = self.type_name(), self.pick(FIELDS)
        self.add(f"""
class {name} {{
    private log: List<string> = []
    {field}: int = {self.int()}
    label: string = "{self.pick(WORDS)} {self.pick(WORDS)}"

    constructor(label: string, amount: int) {{
        self.label = label
        self.{field} = amount
    }}

    function note(text: string) {{
        self.log.append("${{self.label}}: ${{text}} (${{self.{field}}})")
        return self
    }}

    function total(): int {{
        return self.{field} * {self.int()} + self.log.length
    }}

    function toString(): string {{
        return f"{name}({{self.label:>10}} {{self.{field}}})"
    }}
}}
""")
        self.classes.append(name)

    def layout_class(self):
        base = self.pick(self.classes[-10:]) if self.classes else None
        name, field = self.type_name(), self.pick(FIELDS)
        parent = f"({base})" if base else ""
        start = "super().__init__(label, amount)" if base else "self.label = label"
        self.add(f"""
class {name}{parent}:
    # keeps its own {field} beside what it inherits
    def __init__(self, label, amount):
        {start}
        self.amount = amount
        self.{field}_map = {{"{self.pick(WORDS)}": {self.int()}, "{self.pick(WORDS)}": amount}}

    def total(self) -> int:
        extra = sum([v for v in self.{field}_map.values() if v > {self.int()}])
        return self.amount + extra

    @property
    def doubled(self):
        return self.total() * 2

    def describe(self, prefix = "{self.pick(WORDS)}"):
        parts = [prefix, self.label, str(self.amount)]
        return ", ".join(parts)
""")
        self.classes.append(name)

    def struct_and_match(self):
        name, function, field = self.type_name(), self.name(), self.pick(FIELDS)
        self.add(f"""
struct {name} {{
    id: int
    {field}: float
    tag?: string
}}

function {function}(n: int): int {{
    let item = {name}(n, n * 1.5, n % 2 == 0 ? "{self.pick(WORDS)}" : null)
    let kind = match item {{
        case {name}(id: 0) => "none"
        case {name}(tag: null) => "plain"
        case {name}(id: k) when k > {self.int()} => "late " + str(k)
        case _ => item.tag ?? "unknown"
    }}
    return kind.length + n
}}
""")
        self.functions.append(function)

    def enum_and_match(self):
        name, function = self.type_name(), self.name()
        first, second = self.random.sample(WORDS, 2)
        self.add(f"""
enum {name} {{
    {first.title()}
    {second.title()}(level: int)
    Other(reason: string)
}}

function {function}(n: int): int {{
    let state = n % 3 == 0 ? {name}.{first.title()} : n % 3 == 1 ? {name}.{second.title()}(n) : {name}.Other("{self.pick(WORDS)}")
    return match state {{
        {name}.{first.title()} => {self.int()}
        {name}.{second.title()}(level) => level + {self.int()}
        {name}.Other(reason) => reason.length
    }}
}}
""")
        self.functions.append(function)

    def error_handling(self):
        name, word = self.name(), self.pick(WORDS)
        self.add(f"""
def {name}(n):
    # what cannot be computed counts as {word}
    try:
        total = {self.call('n')} + idiv(100, n % {self.int(6) + 1})
        return total
    except ZeroDivisionError as e:
        text = f"{word} {{n}}: {{e.message}}"
        return len(text)
    finally:
        n = 0
""")
        self.functions.append(name)

    def pipeline(self):
        name, word = self.name(), self.pick(WORDS)
        self.add(f"""
function {name}(n: int): int {{
    const prefix = '{word}-'
    let names: List<string> = []
    for (i in 0..=n % {self.int(9) + 1}) {{
        names.push(prefix + str(i).padStart(3, "0"))
    }}
    let lengths = names.map(s => s.upper().length).sorted((a, b) => b - a)
    let [first, ...others] = [n, ...lengths]
    let table = {{ name: "{word}", size: others.length, [prefix]: first }}
    let text = `${{table["name"]}} has ${{others.length}} entries, the first is ${{first}}`
    return text.length + reduce(others, 0, (sum, x) => sum + x)
}}
""")
        self.functions.append(name)

    def closures(self):
        name, word = self.name(), self.pick(WORDS)
        self.add(f"""
def {name}(n):
    calls = 0
    def bump(by):
        nonlocal calls
        calls += by
        return calls
    steps = [bump, lambda x: x + {self.int()}, lambda x: {self.call('x')}]
    result = n
    for step in steps:
        result = step(result) % {self.int(500) + 10}
    while calls > {self.int(50) + 5}:
        calls //= 1 ; /* the rest of the line is a comment in this file */
        calls = calls - {self.int(5)}
    return result + calls
""".replace("calls //= 1 ;", "calls ~/= 1 ;"))
        self.functions.append(name)

    def constants(self):
        word = self.name()
        self.add(f"""
const LIMIT_{self.number} = {self.int(1000)}
let table{self.number} = {{"{self.pick(WORDS)}": [{self.int()}, {self.int()}], "{self.pick(WORDS)}": [LIMIT_{self.number}, 0x{self.int(255):X}]}}
""")
        self.functions.append(word)
        self.add(f"function {word}(n: int): int {{ return n + LIMIT_{self.number} + table{self.number}.length }}")

    def generator(self):
        name = self.name()
        self.add(f"""
function* {name}Steps(n) {{
    let a = 0
    let b = 1
    while a < n {{
        yield a
        (a, b) = (b, a + b)
    }}
}}

def {name}(n):
    return sum(x for x in {name}Steps(n % {self.int(500) + 1}) if x % 2 == 0)
""")
        self.functions.append(name)

    def text(self):
        shapes = [self.brace_function, self.layout_function, self.brace_class, self.layout_class, self.struct_and_match,
                  self.enum_and_match, self.error_handling, self.pipeline, self.closures, self.constants, self.generator]
        weights = [4, 4, 2, 2, 1, 1, 2, 2, 1, 1, 1]
        self.add("// Generated by benchmarks/frontend/generate.py.\nimport { sqrt } from \"math\"")
        while len(self.out) < self.lines - 3:
            self.random.choices(shapes, weights)[0]()
        self.add(f"""
print({self.call(7)} + {self.pick(self.classes)}("end", 5).total() + int(sqrt(16)))
""")
        return "\n".join(self.out) + "\n"


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    seed = int(sys.argv[2]) if len(sys.argv) == 3 else 1
    sys.stdout.write(Generator(int(sys.argv[1]), seed).text())


main()
