#!/usr/bin/env python3
"""Runs scripts again and again, each time with one allocation that gets no memory, and looks at how they end.

  test/gc/fail_alloc_test.py GC_FAIL_ALLOC [--scripts N] [--most N] [--further] [--caught] [--jobs N] [PATH...]

GC_FAIL_ALLOC: the program of that name (test/gc/fail_alloc.cpp), which does the runs of one script.
PATH: scripts or folders of scripts (default: test/lang). Taken are those that end well, print something, need no flags and
catch no error, so that a failed allocation that the program sees must end it. For such a run only two outcomes are right:
  - the output is what it always is (the engine did without the memory);
  - the program ends with an uncaught OutOfMemoryError, and what it printed is the beginning of that output.
Everything else is reported: a crash, a leak, a wrong line, another error, a run that does not end. With --caught those are
taken that catch errors: their output may be another one.

With up to --most allocations every one of them fails once; of longer scripts a sample of at most 2,000. --further: all later
allocations fail too.
"""
import argparse
import concurrent.futures
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = re.compile(r"^\s*#(exit|args|flags|stdin|stderr|modes):|#error:|\brandom\b|\btime\b", re.M)
CATCHES = re.compile(r"\bcatch\b|\bexcept\b|\bfinally\b|\bdestructor\b|\b__del__\b|\basync\b|\bgather\b|__exit__")
SUMMARY = re.compile(r"^(\d+) allocations, (\d+) failed in turn, (\d+) wrong ends$", re.M)


def usable(script, caught):
    text = script.read_text()
    if SKIPPED.search(text) or "mods" in script.parts:
        return False
    # What fails on one side of a connection is seen as another error on the other one.
    if script.name.startswith(("process_", "net_", "http_")):
        return False
    return bool(CATCHES.search(text)) == caught


def check(job):
    """(script, allocations, failed, wrong, output), or None: not taken."""
    script, command = job
    done = subprocess.run([*command, script], capture_output=True, stdin=subprocess.DEVNULL)
    if done.returncode == 2:
        return None
    output = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
    summary = SUMMARY.search(output)
    if summary is None:
        return script, 0, 0, 1, output
    return script, *map(int, summary.groups()), output


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver", type=pathlib.Path)
    parser.add_argument("paths", type=pathlib.Path, nargs="*", default=[ROOT / "test" / "lang"])
    parser.add_argument("--scripts", type=int, default=120)
    parser.add_argument("--most", type=int, default=5000)
    parser.add_argument("--further", action="store_true")
    parser.add_argument("--caught", action="store_true")
    parser.add_argument("--plugin", help="of the compiler tiers, which then compile everything at once")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="a line for each script")
    options = parser.parse_args()
    found = []
    for path in options.paths:
        found += [path.resolve()] if path.is_file() else sorted(path.resolve().glob("**/*.nc"))
    found = [path for path in found if usable(path, options.caught)]
    random.Random(1).shuffle(found)
    command = [options.driver.resolve(), "--most", str(options.most)]
    command += ["--further"] * options.further + ["--any-end"] * options.caught
    command += ["--plugin", options.plugin] if options.plugin else []
    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        while found and len(results) < options.scripts:
            batch, found = found[:options.scripts - len(results)], found[options.scripts - len(results):]
            for result in pool.map(check, [(script, command) for script in batch]):
                if result is None:
                    continue
                results.append(result)
                if options.verbose:
                    print(f"{len(results)}. {result[0].relative_to(ROOT)}: {result[2]} of {result[1]}, {result[3]} wrong",
                          flush=True)
                if result[3]:
                    print(f"{result[0].relative_to(ROOT)}:\n{result[4]}", flush=True)
    failed, wrong = (sum(result[i] for result in results) for i in (2, 3))
    longest = max((result[1] for result in results), default=0)
    print(f"{len(results)} scripts of up to {longest} allocations, {failed} failed allocations, {wrong} wrong ends")
    return 1 if wrong or not results else 0


if __name__ == "__main__":
    sys.exit(main())
