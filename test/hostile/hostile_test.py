#!/usr/bin/env python3
"""Runs programs that try to take all there is and checks that each ends by its limit, at every level.
usage: hostile_test.py NOODLE [--only TEXT] [--levels L,…]

The last line of a program says how it may end: `#time` or `#memory` (a limit), `#throws [CLASS]` (an error), `#ends`. A
program that is ended by the time limit may be late by LATEST_MS, compared with what starting and ending take here. On a
machine that others use too, one that seems late is tried again, each time after a plain loop under the same limit: the
part of a processor which that loop gets is taken for what the late time amounts to."""
import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LIMIT_MS = 150
LATEST_MS = 100
TRIES = 5
LEVELS = {"NONE": ["--level=NONE"], "BASIC": ["--level=BASIC"], "BALANCED": ["--level=BALANCED"],
          "AGGRESSIVE": ["--level=AGGRESSIVE"], "eager": ["--jit-threshold=0"]}


def texts():
    """Texts that are hostile to the compiler: they compile or they do not, soon."""
    n = 100_000
    yield "deep brackets", "x = " + "(" * n + "1" + ")" * n
    yield "deep lists", "x = " + "[" * n
    yield "deep blocks", "".join("if (true) {\n" for _ in range(n))
    yield "deep suites", "".join(" " * i + "if true:\n" for i in range(2000))
    yield "deep lambdas", "f = " + "x => " * n + "x"
    yield "deep calls", "x = " + "f(" * n + ")" * n
    yield "deep prefix", "x = " + "-" * n + "1"
    yield "deep power", "x = 2" + " ** 2" * n
    yield "deep ternary", "x = " + "true ? 1 : " * n + "2"
    yield "deep types", "let x: " + "List<" * n + "int" + ">" * n + " = []"
    yield "deep patterns", "match 1 { " + "[" * n + "a" + "]" * n + " => 1 }"
    yield "deep interpolation", "x = " + '"${' * 5000
    yield "deep comments", "/*" * n
    yield "long sum", "x = 1" + " + 1" * n
    yield "long members", "x = null\ny = x?" + ".a" * n
    yield "long name", "let " + "n" * 1_000_000 + " = 1"
    yield "long line", "let x = [" + "1, " * n + "1]"
    yield "long text", 'let x = "' + "t" * 5_000_000 + '"'
    yield "long number", "let x = " + "9" * 1_000_000
    yield "many names", "\n".join(f"let v{i} = {i}" for i in range(20_000))
    yield "many branches", "x = 1\nif (x == 0) { }" + "".join(f" else if (x == {i}) {{ }}" for i in range(5_000))
    yield "many arms", "x = 1\nmatch x {\n" + "".join(f"{i} => {i}\n" for i in range(5_000)) + "}"
    yield "many alternatives", "x = [1]\nmatch x { [" + " | ".join(map(str, range(5_000))) + "] => 1 }"
    yield "nested alternatives", "x = 1\nmatch x { " + ", ".join("[" * i + "(1 | 2)" + "]" * i + " => 1" for i in range(1, 60)) + " }"
    yield "many parameters", "function f(" + ", ".join(f"p{i}" for i in range(70_000)) + ") { }"
    yield "many errors", "\n".join(f"let x{i} = unknown{i}" for i in range(20_000))
    yield "nothing but zeros", "\0" * 1_000_000
    yield "no text", "\xff\xfe" * 100_000


class Hostile:
    def __init__(self, noodle, folder):
        self.noodle, self.folder = noodle, folder
        empty, self.loop = folder / "empty.nc", folder / "loop.nc"
        empty.write_text("")
        self.loop.write_text("while true { }")
        self.usual = min(self.run(empty)[2] for _ in range(5))

    def run(self, path, *flags):
        """Exit status, standard error, wall time."""
        began = time.monotonic()
        try:
            done = subprocess.run([self.noodle, "run", "--no-cache", *flags, str(path)], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
            status, messages = done.returncode, done.stderr.decode(errors="replace")
        except subprocess.TimeoutExpired:
            status, messages = "none", ""
        return status, messages, (time.monotonic() - began) * 1000

    def share(self):
        """The part of a processor that an endless loop gets now."""
        began = time.monotonic()
        loop = subprocess.Popen([self.noodle, "run", "--no-cache", f"--time-limit={LIMIT_MS}", str(self.loop)],
                                stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(loop.pid, 0)
        loop.returncode = 0  # it was waited for
        return min(1.0, (used.ru_utime + used.ru_stime) / (time.monotonic() - began))

    def program(self, path, level):
        """What is wrong with how the program ends; None if nothing is."""
        ends = path.read_text().rstrip().rsplit("\n#", 1)[1].split()
        late = 0.0
        for tries in range(TRIES):
            share = self.share() if tries else 1.0
            status, messages, took = self.run(path, f"--time-limit={LIMIT_MS}", "--heap-limit=64M", *LEVELS[level])
            if not (how := self.end(status, messages)) or how not in ends and (how != "time" or ends == ["ends"]):
                return f"ends with {status}, not by {' or '.join(ends)}: {messages[-300:].strip()}"
            classes = [word for word in ends if word[0].isupper()]
            if how == "throws" and classes and not any(cls in messages for cls in classes):
                return f"throws no {classes[0]}: {messages[-300:].strip()}"
            late = (took - LIMIT_MS - self.usual) * share
            if late <= LATEST_MS:
                return None
        return f"{late:.0f} ms late"

    @staticmethod
    def end(status, messages):
        if status == 5:
            return "time" if "time limit" in messages else "memory"
        return {0: "ends", 1: "throws"}.get(status)

    def text(self, name, text):
        path = self.folder / f"{name}.nc"
        path.write_text(text, errors="surrogateescape")
        # A text that must be compiled is not under the time limit of the program.
        status, messages, _ = self.run(path, f"--time-limit={LIMIT_MS}", "--heap-limit=64M")
        return None if status in (0, 1, 3, 5) else f"ends with {status}: {messages[-300:].strip()}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("noodle")
    parser.add_argument("--only", default="")
    parser.add_argument("--levels", default=",".join(LEVELS))
    options = parser.parse_args()
    programs = [p for p in sorted((Path(__file__).parent / "programs").glob("*.nc")) if options.only in p.name]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        hostile = Hostile(options.noodle, Path(folder))
        jobs = [(f"{p.name} at {level}", pool.submit(hostile.program, p, level))
                for p in programs for level in options.levels.split(",")]
        jobs += [(name, pool.submit(hostile.text, name, text)) for name, text in texts() if options.only in name]
        failures = [(name, wrong) for name, job in jobs if (wrong := job.result())]
    for name, wrong in failures:
        print(f"{name}: {wrong}")
    print(f"{len(jobs)} runs, {len(failures)} failures")
    return 1 if failures or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
