#!/usr/bin/env python3
"""The grammar of the manual against the parser: programs made from its rules at random have no syntax errors, and every
rule and alternative is used. The programs mean nothing, so errors about names and types do not count, nor does a name that
two parameters happen to share.

usage: grammar_test.py NOODLE GRAMMAR.md [PROGRAMS] [SEED]
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

TOKEN = re.compile(r'"[^"]*"|[A-Za-z]\w*|[=|;{}()\[\]]')
NAMES = [f"n{i}" for i in range(40)]
CLASSES = [f"C{i}" for i in range(40)]
TERMINALS = {
    "NAME": lambda r: r.choice(NAMES),
    "CLASS": lambda r: r.choice(CLASSES),
    "NUMBER": lambda r: str(r.randrange(100)),
    "FLOAT": lambda r: f"{r.randrange(100)}.{r.randrange(100)}",
    "STRING": lambda r: f'"s{r.randrange(100)}"',
    "NL": lambda r: r.choice(["\n", "\n", ";\n"]),
}
DEEP = 30  # from here on the shortest way out of a rule is taken


class Grammar:
    """Rules as trees: ("text", s), ("rule", name), ("seq", [..]), ("alt", [..], id), ("opt", x), ("many", x)."""

    def __init__(self, text):
        self.rules, self.alternatives = {}, {}
        for block in re.findall(r"```ebnf\n(.*?)```", text, re.S):
            tokens = TOKEN.findall(block)
            while tokens:
                name = tokens.pop(0)
                assert tokens.pop(0) == "=", name
                assert name not in self.rules, name
                self.rules[name] = self.parse_alternatives(tokens, name)
                assert tokens.pop(0) == ";", name
        self.depths = {name: 0 for name in TERMINALS}
        for _ in self.rules:
            for name, rule in self.rules.items():
                if (depth := self.depth(rule)) is not None:
                    self.depths[name] = min(depth + 1, self.depths.get(name, depth + 1))
        assert not self.rules.keys() - self.depths.keys(), "a rule never ends"

    def parse_alternatives(self, tokens, name):
        choices = [self.parse_sequence(tokens, name)]
        while tokens and tokens[0] == "|":
            tokens.pop(0)
            choices.append(self.parse_sequence(tokens, name))
        if len(choices) == 1:
            return choices[0]
        key = f"{name}/{len(self.alternatives)}"
        self.alternatives[key] = set(range(len(choices)))
        return ("alt", choices, key)

    def parse_sequence(self, tokens, name):
        parts = []
        closing = {"{": ("}", "many"), "[": ("]", "opt"), "(": (")", None)}
        while tokens and tokens[0] not in "|;)}]":
            token = tokens.pop(0)
            if token in closing:
                end, kind = closing[token]
                inner = self.parse_alternatives(tokens, name)
                assert tokens.pop(0) == end, name
                parts.append((kind, inner) if kind else inner)
            else:
                parts.append(("text", token[1:-1]) if token[0] == '"' else ("rule", token))
        return ("seq", parts)

    def depth(self, node):
        kind = node[0]
        if kind in ("text", "opt", "many"):
            return 0
        if kind == "rule":
            return self.depths.get(node[1])
        depths = [self.depth(part) for part in node[1]]
        if kind == "seq":
            return None if None in depths else max(depths, default=0)
        return min((d for d in depths if d is not None), default=None)

    def make(self, node, rng, level, out):
        kind = node[0]
        deep = level > DEEP
        if kind == "text":
            out.append(node[1])
        elif kind == "rule":
            if node[1] in TERMINALS:
                out.append(TERMINALS[node[1]](rng))
            else:
                self.make(self.rules[node[1]], rng, level + 1, out)
        elif kind == "seq":
            for part in node[1]:
                self.make(part, rng, level, out)
        elif kind == "opt":
            if not deep and rng.random() < 0.4:
                self.make(node[1], rng, level + 1, out)
        elif kind == "many":
            while not deep and rng.random() < 0.2:
                self.make(node[1], rng, level + 2, out)
        else:
            choices = range(len(node[1]))
            fresh = sorted(self.alternatives[node[2]])
            if deep:
                least = min(self.depth(node[1][i]) for i in choices)
                choices = [i for i in choices if self.depth(node[1][i]) == least]
            elif fresh and rng.random() < 0.5:
                choices = fresh
            pick = rng.choice(choices)
            self.alternatives[node[2]].discard(pick)
            self.make(node[1][pick], rng, level + 1, out)


def main():
    noodle, page = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    programs = int(sys.argv[3]) if len(sys.argv) > 3 else 3000
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    grammar, rng = Grammar(page.read_text()), random.Random(seed)
    unknown = set(re.findall(r"'rule', '(\w+)'", str(grammar.rules))) - grammar.rules.keys() - TERMINALS.keys()
    mistakes = [f"the rule {name} is not defined" for name in sorted(unknown)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        texts = {}
        for number in range(programs if not mistakes else 0):
            out = []
            grammar.make(grammar.rules["statement"], rng, 0, out)
            texts[f"p{number}.nc"] = " ".join(out) + "\n"
        for file, text in texts.items():
            (folder / file).write_text(text)
        files = list(texts)
        for start in range(0, len(files), 500):
            done = subprocess.run([noodle, "check", "--json", *files[start:start + 500]], cwd=folder, capture_output=True, text=True)
            for line in done.stdout.splitlines():
                message = json.loads(line)
                if message["code"] < "N0300" and message["code"] != "N0234" and message["severity"] == "error":
                    where = message["place"]
                    mistakes.append(f"{message['code']} {message['message']} at {where['line']}:{where['column']}:\n"
                                    + texts[where["file"]])
    left = {key: choices for key, choices in grammar.alternatives.items() if choices}
    mistakes += [f"alternatives {sorted(choices)} of {key} were never made" for key, choices in left.items()]
    print("\n".join(mistakes[:20]))
    print(f"{len(texts)} programs of {len(grammar.rules)} rules, {len(mistakes)} mistakes")
    return 1 if mistakes or not texts else 0


if __name__ == "__main__":
    sys.exit(main())
