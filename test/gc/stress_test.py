#!/usr/bin/env python3
"""Generated programs that move references about, run with and without what disturbs the collector: the same output each time.

  test/gc/stress_test.py NOODLE [--count N] [--seed N] [--jobs N]
"""
import argparse
import concurrent.futures
import pathlib
import random
import subprocess
import sys
import tempfile

MODES = [
    ["--verify=heap", "--gc-threshold=64K"],
    ["--gc-stress", "--gc-stress-interval=7"],
    ["--gc-stress", "--gc-stress-interval=31", "--verify=heap", "--level=NONE"],
    ["--gc-threshold=64K", "--gc-pause-goal=100", "--gc-growth=10", "--verify=heap"],
    ["--jit-threshold=0", "--gc-threshold=64K"],
    ["--leaks", "--gc-threshold=64K"],
]
HEAD = """
class Node {
    constructor(id) {
        self.id = id
        self.next = null
        self.bag = null
    }
    sum() {
        let n = self
        let s = 0
        let steps = 0
        while n != null and steps < 50 { s += n.id
 n = n.next
 steps += 1 }
        return s
    }
}
function closure(x) {
    let held = [x]
    return y => { held.append(y)
 return held.length }
}
let nodes = []
let table = {}
let texts = []
let calls = []
let queue = []
let log = 0
"""


class Generator:
    """A list of statements on the variables of HEAD, in loops; each prints nothing and changes `log`."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def number(self, most):
        return self.random.randrange(1, most)

    def statement(self):
        a, b, c = self.number(97), self.number(1000), self.number(13)
        return self.random.choice([
            f"nodes.append(Node(i * {a} % {b}))",
            f"if nodes.length > {a} {{ nodes[i * {c} % nodes.length].next = nodes[i * {a} % nodes.length] }}",
            f"if nodes.length > 0 {{ nodes[i * {a} % nodes.length].bag = [i, str(i), {{ k: i }}] }}",
            f"if nodes.length > 0 {{ log = (log + nodes[i * {a} % nodes.length].sum()) % 1000003 }}",
            f"if nodes.length > {b} {{ nodes.removeAt(i % 50) }}",
            f"table[i * {a} % {b}] = [i, Node(i)]",
            f"table[\"k\" + str(i % {b})] = Node(i)",
            f"table.remove(i * {c} % {b})",
            f"table.remove(\"k\" + str(i * {a} % {b}))",
            f"texts.append(\"t\" + str(i * {a}))",
            f"if texts.length > {a} {{ texts = [texts.join(\"\").slice(0, {b})] }}",
            f"calls.append(closure(Node(i)))",
            f"if calls.length > 0 {{ log += calls[i * {c} % calls.length]([i]) }}",
            f"if calls.length > {b} {{ calls = calls.slice({c}, {a}) }}",
            f"queue.append([Node(i), i])",
            f"if queue.length > {a * 20} {{ log = (log + queue[0][0].id + queue[0][1]) % 1000003\n queue.removeAt(0) }}",
            f"if queue.length > 3 {{ queue.insert({c} % queue.length, [Node(i), {a}]) }}",
            f"if i % {b} == 0 {{ queue.reverse() }}",
            f"if i % {b} == {c} {{ nodes.sort(key: n => n.id) }}",
            f"try {{ if i % {c + 1} == 0 {{ throw ValueError(\"e\" + str(i)) }} }} catch (e) {{ log += e.message.length }}",
            f"for pair in (table.values() if i % 200 == 0 else []) {{ log = (log + 1) % 1000003 }}",
        ])

    def program(self):
        text = HEAD
        for _ in range(self.random.randrange(2, 5)):
            body = "\n    ".join(self.statement() for _ in range(self.random.randrange(3, 9)))
            text += f"for i in 0..{self.random.choice([300, 900, 2500])} {{\n    {body}\n}}\n"
        text += "let sums = 0\nfor n in nodes { sums = (sums + n.sum()) % 1000003 }\n"
        text += "let ids = 0\nfor q in queue { ids = (ids * 31 + q[0].id + q[1]) % 1000003 }\n"
        return text + "print(log, sums, ids, nodes.length, table.length, queue.length, texts.join(\"\").length, calls.length)\n"


def run(noodle, path, flags):
    done = subprocess.run([noodle, "run", "--no-cache", "--hash-seed=5", *flags, path], capture_output=True, timeout=300)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def check(job):
    noodle, folder, seed = job
    path = pathlib.Path(folder) / f"p{seed}.nc"
    path.write_text(Generator(seed).program())
    expected = run(noodle, path, [])
    if expected[0] != 0:
        return f"seed {seed}: {expected[2]}"
    for flags in MODES:
        got = run(noodle, path, flags)
        if got[:2] != expected[:2]:
            return f"seed {seed} with {' '.join(flags)}: {got} instead of {expected[:2]}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("noodle")
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    noodle = str(pathlib.Path(options.noodle).resolve())
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = [(noodle, folder, seed) for seed in range(options.seed, options.seed + options.count)]
        wrong = [found for found in pool.map(check, jobs) if found]
    for found in wrong:
        print("FAILED", found)
    print(f"{options.count} programs, {len(MODES)} modes each, {len(wrong)} failed")
    sys.exit(1 if wrong else 0)


main()
