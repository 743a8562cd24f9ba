#!/usr/bin/env python3
"""What each phase makes of a few programs, kept as text: a change of a phase shows as a difference that somebody reads.

Each program of programs/ is dumped after each phase (tokens, ast, typed, ir, ir-opt, bytecode) and compared with
expected/PROGRAM.PHASE.txt. --update writes those files. Each program also runs, with and without optimisation levels, and prints
expected/PROGRAM.out.txt.

usage: golden_test.py NOODLE [--update] [program…]
"""
import difflib
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PHASES = ["tokens", "ast", "typed", "ir", "ir-opt", "bytecode"]


def texts_of(noodle, program):
    def run(*words):
        done = subprocess.run([noodle, *words, program.name], cwd=program.parent, capture_output=True, text=True, timeout=60)
        return done.stdout + done.stderr + (f"exit code {done.returncode}\n" if done.returncode else "")
    for phase in PHASES:
        yield phase, run("compile", f"--dump={phase}")
    yield "out", run("run", "--no-cache")


def main():
    noodle = str(pathlib.Path(sys.argv[1]).resolve())
    chosen = [word for word in sys.argv[2:] if not word.startswith("--")]
    mistakes, count, seen = [], 0, set()
    for program in sorted((HERE / "programs").glob("*.nc")):
        if chosen and program.stem not in chosen:
            continue
        for phase, text in texts_of(noodle, program):
            kept = HERE / "expected" / f"{program.stem}.{phase}.txt"
            seen.add(kept.name)
            count += 1
            if "--update" in sys.argv:
                kept.write_text(text)
            expected = kept.read_text() if kept.exists() else ""
            if text != expected or not text:
                lines = list(difflib.unified_diff(expected.splitlines(), text.splitlines(), kept.name, "now", lineterm=""))
                mistakes.append("\n".join(lines[:30]))
    left = {path.name for path in (HERE / "expected").glob("*.txt")} - seen if not chosen else set()
    mistakes += [f"expected/{name} is of no program" for name in sorted(left)]
    print("\n".join(mistakes))
    print(f"{count} dumps, {len(mistakes)} differ; --update if that is meant")
    return 1 if mistakes or not count else 0


if __name__ == "__main__":
    sys.exit(main())
