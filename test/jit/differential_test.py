#!/usr/bin/env python3
"""Runs generated programs in the interpreter and in the compiler tiers and compares what they print.
usage: differential_test.py NOODLE [--first SEED] [--count N] [--levels L,…]"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from programs import program

STATS = re.compile(r"compiled: (\d+) functions, (\d+) loops.*\n.*; left: (\d+)")


def run(noodle, path, *flags):
    done = subprocess.run([noodle, "run", "--no-cache", *flags, str(path)], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("noodle")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--levels", default="BALANCED")
    options = parser.parse_args()
    failures, totals = 0, [0, 0, 0]
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.first + options.count):
            path = Path(folder) / f"p{seed}.nc"
            path.write_text(program(seed))
            status, expected, messages = run(options.noodle, path, "--level", "NONE")
            if status != 0:
                print(f"seed {seed}: the program itself fails: {messages.strip()[:300]}")
                failures += 1
                continue
            for level in options.levels.split(","):
                status, printed, messages = run(options.noodle, path, "--level", level, "--jit-threshold=0", "--jit-stats")
                if (status, printed) != (0, expected):
                    print(f"seed {seed} at {level}: status {status}\n  expected {expected[:400]!r}\n  printed  {printed[:400]!r}\n"
                          f"  {messages.strip()[-300:]}")
                    failures += 1
                if found := STATS.search(messages):
                    totals = [a + int(b) for a, b in zip(totals, found.groups())]
    print(f"{options.count} programs, {failures} failures; compiled {totals[0]} functions and {totals[1]} loops, left {totals[2]} times")
    # Programs that compile nothing or never leave would test nothing.
    return 1 if failures or (options.count >= 5 and (totals[0] == 0 or totals[1] == 0 or totals[2] == 0)) else 0


if __name__ == "__main__":
    sys.exit(main())
