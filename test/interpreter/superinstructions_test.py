#!/usr/bin/env python3
"""Every superinstruction: it runs, and leaving it out changes nothing but the speed, also while memory is collected all the time.

usage: superinstructions_test.py NOODLE SUPER_OPCODES.def
"""
import json
import pathlib
import re
import subprocess
import sys

STRESS = ["--gc-stress", "--gc-stress-interval=11"]
PROGRAM = pathlib.Path(__file__).with_name("superinstructions.nc")


def names_in(table):
    text = table.read_text()
    tests = re.findall(r"^SUPER_TESTS\((\w+)\)", text, re.M)
    forms = re.findall(r"SUPER\(test##(\w+),", text)
    names = re.findall(r"^SUPER\((\w+),", text, re.M)
    return names + [test + form for test in tests for form in forms]


def run(noodle, *flags):
    done = subprocess.run([noodle, "run", "--stats=json", *flags, PROGRAM], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"{flags}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout, json.loads(done.stderr.splitlines()[-1])["opcodes"]


def main():
    noodle, names = sys.argv[1], names_in(pathlib.Path(sys.argv[2]))
    expected, executed = run(noodle)
    mistakes = [f"{name} is not executed" for name in names if name not in executed]
    plain, executed = run(noodle, "--no-quicken")
    if plain != expected:
        mistakes.append("--no-quicken gives other output")
    mistakes += [f"--no-quicken executes {name}" for name in names if name in executed]
    for name in [*names, "all"]:
        output, executed = run(noodle, f"--no-super={name}")
        if output != expected:
            mistakes.append(f"--no-super={name} gives other output")
        if name in executed:
            mistakes.append(f"--no-super={name} executes it")
        if run(noodle, f"--no-super={name}", *STRESS)[0] != expected:
            mistakes.append(f"--no-super={name} under {' '.join(STRESS)} gives other output")
    for mistake in mistakes:
        print(mistake)
    print(f"{len(names)} superinstructions, {len(mistakes)} mistakes")
    return 1 if mistakes or not names else 0


if __name__ == "__main__":
    sys.exit(main())
