#!/usr/bin/env python3
"""Runs scripts again and again, each time with one allocation that gets no memory, and looks at how they end.

  test/gc/fail_alloc_test.py NOODLE [--scripts N] [--per-script N] [--further] [--jobs N] [PATH...]

PATH: scripts or folders of scripts (default: test/lang). Taken are those that end well, print something, need no flags and
catch no error, so that a failed allocation that the program sees must end it. For such a run only two outcomes are right:
  - the output is what it always is (the engine did without the memory);
  - the program ends with an uncaught OutOfMemoryError, and what it printed is the beginning of that output.
Everything else is reported: a crash, a wrong line, another error, a run that does not end.

With up to --per-script allocations every one of them fails once; of longer scripts a sample. --further: all later
allocations fail too.
"""
import argparse
import concurrent.futures
import json
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = re.compile(r"^\s*#(exit|args|flags|stdin|stderr|modes):|#error:|\bcatch\b|\bexcept\b|\bfinally\b|\bdestructor\b"
                     r"|\b__del__\b|\basync\b|\brandom\b|\btime\b|\bgather\b|__exit__", re.M)
TIMEOUT = 60


def run(noodle, script, *flags):
    return subprocess.run([noodle, "run", "--hash-seed=7", *flags, script], capture_output=True, cwd=script.parent,
                          stdin=subprocess.DEVNULL, timeout=TIMEOUT)


def allocations(noodle, script):
    done = run(noodle, script, "--stats=json")
    facts = json.loads(done.stderr.decode().strip().split("\n")[-1])
    return facts["allocatedObjects"]


def usable(noodle, script):
    if SKIPPED.search(script.read_text()) or "mods" in script.parts:
        return None
    done = run(noodle, script)
    return done.stdout if done.returncode == 0 and done.stdout else None


def judge(done, expected):
    """What is wrong with the end of a run, or None."""
    stderr = done.stderr.decode(errors="replace")
    if done.returncode == 0:
        return None if done.stdout == expected else "another output"
    if done.returncode < 0 or "check failed" in stderr or "Sanitizer" in stderr:
        return "crashed"
    if "OutOfMemoryError" not in stderr and "out of memory" not in stderr:
        return "ended by another error"
    return None if expected.startswith(done.stdout) else "printed something else before the error"


def check(job):
    noodle, script, number, expected = job
    try:
        done = run(noodle, script, f"--fail-alloc={number}")
    except subprocess.TimeoutExpired:
        return f"{script} --fail-alloc={number}: does not end"
    wrong = judge(done, expected)
    if wrong is None:
        return None
    return (f"{script.relative_to(ROOT)} --fail-alloc={number}: {wrong} (status {done.returncode})\n  "
            + done.stderr.decode(errors="replace")[-400:].replace("\n", "\n  "))


def numbers(count, most):
    if count <= most:
        return range(1, count + 1)
    chooser = random.Random(count)
    step = count / most
    return sorted({int(i * step) + chooser.randrange(max(1, int(step))) + 1 for i in range(most)})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("noodle", type=pathlib.Path)
    parser.add_argument("paths", type=pathlib.Path, nargs="*", default=[ROOT / "test" / "lang"])
    parser.add_argument("--scripts", type=int, default=120)
    parser.add_argument("--per-script", type=int, default=5000)
    parser.add_argument("--further", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    noodle = options.noodle.resolve()
    found = []
    for path in options.paths:
        found += [path.resolve()] if path.is_file() else sorted(path.resolve().glob("**/*.nc"))
    # What fails on one side of a connection is seen as another error on the other one.
    found = [path for path in found if not path.name.startswith(("process_", "net_", "http_"))]
    random.Random(1).shuffle(found)
    jobs, taken, sign = [], 0, "+" if options.further else ""
    for script in found:
        if taken == options.scripts:
            break
        expected = usable(noodle, script)
        if expected is None:
            continue
        taken += 1
        jobs += [(noodle, script, f"{n}{sign}", expected)
                 for n in numbers(allocations(noodle, script), options.per_script)]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        failures = [failure for failure in pool.map(check, jobs) if failure]
    print("\n".join(failures[:40]))
    print(f"{taken} scripts, {len(jobs)} failed allocations, {len(failures)} wrong ends")
    return 1 if failures or taken == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
