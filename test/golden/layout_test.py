#!/usr/bin/env python3
"""The layout reader against a model. A random tree of blocks is written twice: with braces, where nesting is explicit, and with colons and
indentation that is as wild as the rules allow (any depths, tabs, blank lines, comments at any column, continued lines, brace blocks and
one-line suites inside). Both must have the same syntax tree. Then one line is moved to where the rules forbid it, which must be an error at that
very line.

usage: layout_test.py NOODLE [PROGRAMS] [SEED]
"""
import difflib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

STATEMENTS = ["x = {n}", "f({n})", "return {n}", "x += {n}", "pass", "y.z = [{n}, 1]"]
HEADERS = ["if x == {n}", "while x < {n}", "for i in range({n})", "def f{n}(a, b={n})", "class C{n}"]


class Node:
    """A simple statement (`parts` is empty) or a row of headers, each with a list of nodes."""

    def __init__(self, text, parts=()):
        self.text, self.parts = text, parts


def make(rng, depth):
    nodes = []
    for _ in range(rng.randint(1, 3 if depth else 4)):
        n = rng.randrange(1000)
        if depth >= 5 or rng.random() < 0.6:
            nodes.append(Node(rng.choice(STATEMENTS).format(n=n)))
            continue
        kind = rng.choice(["plain", "if", "try"])
        if kind == "plain":
            header = rng.choice(HEADERS).format(n=n)
            body = make(rng, depth + 1)
            if header.startswith("class"):
                body = [Node(f"def m{i}(self)", [(f"def m{i}(self)", make(rng, depth + 2))]) for i in range(rng.randint(1, 2))]
            nodes.append(Node(header, [(header, body)]))
        elif kind == "if":
            heads = [f"if x == {n}"] + [f"elif x > {i}" for i in range(rng.randint(0, 2))] + ["else"] * rng.randint(0, 1)
            nodes.append(Node(heads[0], [(head, make(rng, depth + 1)) for head in heads]))
        else:
            heads = ["try"] + [f"except E{i} as e" for i in range(rng.randint(1, 2))] + ["finally"] * rng.randint(0, 1)
            nodes.append(Node("try", [(head, make(rng, depth + 1)) for head in heads]))
    return nodes


def braces(nodes):
    out = []
    for node in nodes:
        out.append(node.text if not node.parts else " ".join(f"{head} {{ {braces(body)} }}" for head, body in node.parts))
    return "\n".join(out) + "\n"


class Layout:
    def __init__(self, rng):
        self.rng, self.lines = rng, []  # lines: [column, text, open columns or None]

    def indent(self, column):
        return "\t" * (column // 8) if self.tabs else " " * column

    def noise(self):
        while self.rng.random() < 0.2:
            self.lines.append([None, self.rng.choice(["", " " * self.rng.randrange(30), " " * self.rng.randrange(30) + "# a comment: if x:"]), None])

    def line(self, column, text, columns):
        if self.rng.random() < 0.1 and "(" in text and not text.endswith(":"):
            text = text.replace("(", "(\n" + " " * self.rng.randrange(30), 1)
        if self.rng.random() < 0.1:
            text += self.rng.choice(["  # note", "   ", " # {"])
        self.noise()
        self.lines.append([column, text, list(columns)])

    def block(self, nodes, columns):
        column = columns[-1]
        for node in nodes:
            if not node.parts:
                self.line(column, node.text, columns)
            for head, body in node.parts:
                simple = all(not each.parts for each in body)
                way = self.rng.random()
                if simple and way < 0.2:
                    self.line(column, f"{head}: " + "; ".join(each.text for each in body), columns)
                elif way < 0.3:
                    self.line(column, f"{head} {{", columns)
                    for text in braces(body).splitlines():
                        self.lines.append([None, " " * self.rng.randrange(30) + text, None])
                    self.lines.append([None, " " * self.rng.randrange(column + 1, column + 20) + "}", None])
                else:
                    self.line(column, head + ":", columns)
                    self.block(body, columns + [column + (8 if self.tabs else self.rng.randint(1, 9))])

    def render(self, nodes):
        self.tabs = self.rng.random() < 0.2
        self.block(nodes, [0])
        return self.text(self.lines)

    def text(self, lines):
        return "".join((self.indent(column) if column is not None else "") + text + "\n" for column, text, _ in lines)

    def misplaced(self):
        """The text with one line between the columns that are open there, and the number of that line; None if there is no room."""
        places = []
        if self.tabs:
            return None
        for at in range(1, len(self.lines)):
            column, text, columns = self.lines[at]
            before = next((line for line in reversed(self.lines[:at]) if line[0] is not None), None)
            if column is None or before is None or before[1].rstrip().endswith(":") or re.match(r"elif|else|except|finally", text):
                continue
            gaps = [c for c in range(1, before[0]) if c not in before[2]]
            if gaps and not any(line[0] is None and "{" in line[1] for line in self.lines[:at]):
                places.append((at, gaps))
        if not places:
            return None
        at, gaps = self.rng.choice(places)
        lines = [list(line) for line in self.lines[:at]] + [[self.rng.choice(gaps), "moved = 1", None]]
        return self.text(lines), self.text(lines).count("\n")


def ast(noodle, path):
    done = subprocess.run([noodle, "compile", "--dump=ast", path], capture_output=True, text=True)
    return re.sub(r"(?m)^Module isLayoutFile$|(?<=\w) colonStyle$", lambda m: "Module" if m[0].startswith("M") else "", done.stdout), done.stderr


def difference(one, two):
    lines = difflib.unified_diff(one.splitlines(), two.splitlines(), "colons", "braces", lineterm="")
    return "\n".join(list(lines)[:20])


def main():
    noodle = str(pathlib.Path(sys.argv[1]).resolve())
    programs = int(sys.argv[2]) if len(sys.argv) > 2 else 150
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    mistakes, moved = [], 0
    with tempfile.TemporaryDirectory() as name:
        a, b = pathlib.Path(name) / "a.nc", pathlib.Path(name) / "b.nc"
        for number in range(programs):
            nodes = make(rng, 0)
            layout = Layout(rng)
            a.write_text(layout.render(nodes))
            b.write_text(braces(nodes))
            (one, said), (two, other) = ast(noodle, a), ast(noodle, b)
            if one != two or not one:
                mistakes.append(f"program {number}:\n{said}{other}{difference(one, two)}\n{a.read_text()}")
            wrong = layout.misplaced()
            if wrong is None:
                continue
            moved += 1
            a.write_text(wrong[0])
            done = subprocess.run([noodle, "check", "--json", a], capture_output=True, text=True)
            messages = [json.loads(line) for line in done.stdout.splitlines()]
            found = [(m["code"], m["place"]["line"]) for m in messages if m["severity"] == "error"]
            if ("N0209", wrong[1]) not in found and ("N0210", wrong[1]) not in found:
                mistakes.append(f"program {number}, line {wrong[1]} moved: {found}\n{wrong[0]}")
    print("\n".join(mistake[:4000] for mistake in mistakes[:2]))
    print(f"{programs} programs, {moved} with a line moved, {len(mistakes)} mistakes")
    return 1 if mistakes or not moved else 0


if __name__ == "__main__":
    sys.exit(main())
