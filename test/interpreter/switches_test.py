#!/usr/bin/env python3
"""Scripts give the same output under every switch of the engine: each superinstruction left out in turn over a sample of
the script tests, and switches together with --gc-stress. The sample moves on with each superinstruction, so that all of
them together see every script.

usage: switches_test.py NOODLE SUPER_OPCODES.def SCRIPT_TEST LANG_FOLDER
"""
import math
import pathlib
import subprocess
import sys

from superinstructions_test import names_in

TOGETHER = [["--gc-stress", "--no-super=all"], ["--gc-stress", "--no-quicken"], ["--gc-stress", "--no-profile"],
            ["--no-profile"], ["--gc-stress-interval=7", "--gc-stress", "--no-super=all", "--no-profile"]]
EVERY = 9  # of the scripts run under each combination


def run(script_test, noodle, flags, scripts):
    command = [script_test, noodle, *[f"--flag={flag}" for flag in flags], *scripts]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    return [] if done.returncode == 0 else [f"{' '.join(flags)}:\n{done.stdout}{done.stderr}"]


def usable(script):
    # A test that names its modes may count on a quiet engine (time limits, interrupts).
    return "mods" not in script.parts and "#modes:" not in script.read_text()


def main():
    noodle, table, script_test, folder = sys.argv[1:]
    scripts = [str(script) for script in sorted(pathlib.Path(folder).rglob("*.nc")) if usable(script)]
    names = names_in(pathlib.Path(table))
    size = math.ceil(len(scripts) / len(names))
    mistakes = []
    for number, name in enumerate(names):
        mistakes += run(script_test, noodle, [f"--no-super={name}"], scripts[number::len(names)][:size])
    for number, flags in enumerate(TOGETHER):
        mistakes += run(script_test, noodle, flags, scripts[number::EVERY])
    print("\n".join(mistakes))
    print(f"{len(scripts)} scripts, {len(names)} superinstructions, {len(mistakes)} mistakes")
    return 1 if mistakes or not scripts or not names else 0


if __name__ == "__main__":
    sys.exit(main())
