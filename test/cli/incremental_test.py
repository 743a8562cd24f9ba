#!/usr/bin/env python3
"""What is compiled again after a change in a program of many modules. Usage: incremental_test.py NOODLE [name…]"""
import json
import pathlib
import random

from harness import expect, main, run, test


class Program:
    """Modules m0 … that import up to three of those before them; each has a function, a class and some bodies."""

    def __init__(self, folder, count, seed=1):
        self.folder, self.count, self.rng = pathlib.Path(folder), count, random.Random(seed)
        self.imports = {i: sorted(self.rng.sample(range(max(0, i - 20), i), min(i, 3))) for i in range(count)}
        self.parts = {i: {"extra": "", "parameter": "x: int", "body": str(i), "method": "", "name": f"f{i}"} for i in range(count)}
        for i in range(count):
            self.write(i)
        (self.folder / "main.nc").write_text("".join(f'import * as m{i} from "./m{i}"\n' for i in range(count)) +
                                             f"print(m{count - 1}.f{count - 1}(1), m0.C0().value())\n")

    def write(self, i):
        part = self.parts[i]
        imports = "".join(f'import {{ f{k}, C{k} }} from "./m{k}"\n' for k in self.imports[i])
        calls = " + ".join(f"f{k}(0)" for k in self.imports[i][:1]) or "0"
        # Only some classes mention another one: those have what it is in their interface.
        other = f"    other(): C{self.imports[i][0]} {{ return C{self.imports[i][0]}() }}\n" if i % 10 == 9 else ""
        (self.folder / f"m{i}.nc").write_text(
            f"{imports}export function {part['name']}({part['parameter']}): int {{ return x + {part['body']} + {calls} * 0 }}\n"
            f"export class C{i} {{\n    constructor() {{ self.v = {i} }}\n    value(): int {{ return self.v }}\n{part['method']}{other}}}\n"
            f"{part['extra']}")

    def change(self, i, **parts):
        self.parts[i].update(parts)
        self.write(i)

    def importers(self, i):
        return [k for k, imports in self.imports.items() if i in imports]

    def run(self):
        cache = f"--cache-dir={self.folder}/cache"
        code, out, err = run("run", cache, "--stats=json", "main.nc", cwd=self.folder)
        facts = json.loads(err.strip().split("\n")[-1])["modules"] if code == 0 else None
        return code, out, facts

    def compiled(self):
        code, _, facts = self.run()
        expect(code, 0)
        # Those that were not compiled came from the cache.
        expect(facts["compiled"] + facts["cached"], self.count + 1)
        return facts["compiled"]


@test
def a_thousand_modules(folder):
    program = Program(folder, 1000)
    expect(program.compiled(), 1001)
    expect(program.compiled(), 0)
    program.change(500, body="501")
    expect(program.compiled(), 1)
    program.change(501, extra="// a comment\n")
    expect(program.compiled(), 1)
    program.change(0, body="7")
    expect(program.compiled(), 1)
    expect(program.compiled(), 0)
    # main sees each module as a whole, so a change of what one shows is a change for it.
    program.change(502, parameter="x: int, y: int = 2")
    expect(program.compiled(), 1 + len(program.importers(502)) + 1)
    # Importers by name do not see what is added.
    program.change(503, extra="export function added() { return 1 }\n")
    expect(program.compiled(), 1 + 1)
    program.change(503, extra="export function added() { return 2 }\n")
    expect(program.compiled(), 1)
    # A class that others mention counts as far as it is mentioned.
    program.change(504, method="    more(): int { return 1 }\n")
    users = set(program.importers(504))
    for i in sorted(users):
        if i % 10 == 9 and program.imports[i][0] == 504:
            users |= set(program.importers(i))
    expect(program.compiled(), 1 + len(users) + 1)
    expect(program.compiled(), 0)


@test
def the_cache_changes_nothing(folder):
    # Whatever is changed, with the cache the program prints what it prints without, messages included.
    program, rng = Program(folder, 25, seed=3), random.Random(5)
    cache = f"--cache-dir={folder}/cache"
    for _ in range(40):
        i = rng.randrange(25)
        change = rng.choice(["body", "parameter", "method", "extra", "name", "import"])
        if change == "body":
            program.change(i, body=str(rng.randrange(100)))
        elif change == "parameter":
            program.change(i, parameter=rng.choice(["x: int", "x: int, y: int = 1", "x: int, y: int", "x: string", "x = 1"]))
        elif change == "method":
            program.change(i, method=rng.choice(["", "    more(): int { return 1 }\n", "    value(): string { return 'v' }\n"]))
        elif change == "extra":
            program.change(i, extra=rng.choice(["", "x = 1\n", "export let unused = 2\n", "function g() { return 1\n 2 }\n", "print(C1().nothing)\n"]))
        elif change == "name":
            program.change(i, name=rng.choice([f"f{i}", f"f{i}", f"f{i}", f"g{i}"]))
        else:
            program.imports[i] = sorted(rng.sample(range(25), 3))  # cycles too
            program.write(i)
        expect(run("run", cache, "main.nc", cwd=folder), run("run", "--no-cache", "main.nc", cwd=folder))


if __name__ == "__main__":
    main()
