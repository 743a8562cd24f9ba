#!/usr/bin/env python3
"""Native code that is kept from run to run: used, never noticed. Usage: kept_test.py NOODLE [name…] [--kills N]"""
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

KILLS = 25
if "--kills" in sys.argv:
    at = sys.argv.index("--kills")
    KILLS = int(sys.argv[at + 1])
    del sys.argv[at:at + 2]
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from harness import NOODLE, expect, expect_in, main, run, test, write

PROGRAM = """class Point {
    constructor(x, y) { this.x = x; this.y = y }
    length2() { return this.x * this.x + this.y * this.y }
}
class Far extends Point {
    length2() { return super.length2() + 1 }
}
const kStep = 3
let seen = 0
function fib(n: int) -> int { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
function mean(values) {
    total = 0.0
    for v in values { total += v * 0.5 }
    return total / values.length
}
function safe(i) {
    try {
        if i % 7 == 0 { throw ValueError(`no ${i}`) }
        return i
    } catch (ValueError e) { return -1 }
}
function main() {
    total = 0
    for i in 0..60 {
        p = i % 3 == 0 ? Far(i, 1) : Point(i, 2)
        total += p.length2() + safe(i) + kStep
        seen += 1
    }
    print(total, seen, fib(12), mean([1.0, 2.5, 4.0]), "a" + "b" * 3)
    m = {}
    for i in 0..40 { m[i % 5] = (m.get(i % 5) ?? 0) + i }
    print(m)
    let broken = [1, 2]
    print(broken[total])
}
"""


class Store:
    def __init__(self, folder):
        self.cache = pathlib.Path(folder) / "cache"
        self.path = write(folder, "p.nc", PROGRAM)

    def run(self, *flags):
        return run("run", f"--cache-dir={self.cache}", "--jit-threshold=0", *flags, self.path)

    def entries(self):
        return sorted((self.cache / "native").glob("*.code"))


def kept_units(messages):
    """How many units were kept from an earlier run, and how many there are."""
    units = [line for line in messages.splitlines() if " exits " in line]
    return sum(line.endswith("kept") for line in units), len(units)


@test
def the_second_run_compiles_nothing(folder):
    store = Store(folder)
    first = store.run("--jit-stats")
    expect(first[0], 1)
    expect_in("IndexError", first[2])
    expect(kept_units(first[2])[0], 0)
    names = store.entries()
    kept, units = kept_units(store.run("--jit-stats")[2])
    if units == 0 or kept != units:
        raise AssertionError(f"{kept} of {units} kept")
    expect(store.entries(), names)


@test
def kept_code_says_the_same(folder):
    # Output, exit status, and messages with their traces, whose lines come from the tables that are kept beside the code.
    store = Store(folder)
    fresh = run("run", "--no-cache", "--jit-threshold=0", store.path)
    interpreted = run("run", "--no-cache", "--level=NONE", store.path)
    expect(fresh, interpreted)
    for _ in range(3):
        expect(store.run(), fresh)


@test
def nothing_is_kept_without_a_cache(folder):
    store = Store(folder)
    store.run("--no-cache")
    expect(store.cache.exists(), False)


@test
def each_level_has_its_own_code(folder):
    store = Store(folder)
    store.run("--level=BASIC")
    expect(kept_units(store.run("--jit-stats")[2])[0], 0)
    kept, units = kept_units(store.run("--level=BASIC", "--jit-stats")[2])
    expect(kept, units)


@test
def another_text_has_other_code(folder):
    store = Store(folder)
    store.run()
    write(folder, "p.nc", PROGRAM.replace("const kStep = 3", "const kStep = 4").replace("i * 3", "i * 5"))
    changed = run("run", "--no-cache", "--level=NONE", store.path)
    expect(store.run(), changed)
    expect(store.run(), changed)


@test
def damaged_files_are_not_used(folder):
    store = Store(folder)
    good = store.run()
    chance = random.Random(5)
    for entry in store.entries():
        sound = entry.read_bytes()
        for _ in range(4):
            damaged = bytearray(sound)
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            entry.write_bytes(damaged)
            expect(store.run(), good)
        entry.write_bytes(sound[:chance.randrange(len(sound))])
        expect(store.run(), good)
    kept, units = kept_units(store.run("--jit-stats")[2])
    expect(kept, units)


@test
def entries_under_wrong_names_are_not_used(folder):
    # An entry holds all that its code was made for; a name that fits by accident is not enough.
    store = Store(folder)
    good = store.run()
    entries = store.entries()
    contents = [entry.read_bytes() for entry in entries]
    for i, entry in enumerate(entries):
        entry.write_bytes(contents[(i + 1) % len(contents)])
    expect(store.run(), good)


@test
def folders_that_others_may_write_are_not_believed(folder):
    store = Store(folder)
    good = store.run()
    os.chmod(store.cache / "native", 0o777)
    status, out, messages = store.run("--jit-stats")
    expect((status, out), good[:2])
    expect(kept_units(messages)[0], 0)


@test
def a_folder_that_cannot_be_written_is_no_error(folder):
    store = Store(folder)
    good = run("run", "--no-cache", "--jit-threshold=0", store.path)
    store.cache.write_text("a file where the folder should be")
    expect(store.run(), good)


@test
def the_oldest_go_when_it_is_too_much(folder):
    store = Store(folder)
    store.run("--cache-limit=8k")
    if sum(entry.stat().st_size for entry in store.entries()) > 16 * 1024:
        raise AssertionError("the limit does not hold")


@test
def info_and_clear_count_it(folder):
    store = Store(folder)
    store.run()
    count = len(store.entries())
    expect_in(f"native code: {count}, ", run("cache", f"--cache-dir={store.cache}", "info")[1])
    expect_in(f"native code removed: {count}, ", run("cache", f"--cache-dir={store.cache}", "clear")[1])
    expect(store.entries(), [])


@test
def many_at_once(folder):
    store = Store(folder)
    good = run("run", "--no-cache", "--jit-threshold=0", store.path)
    command = [NOODLE, "run", f"--cache-dir={store.cache}", "--jit-threshold=0", store.path]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    for process in running:
        out, messages = process.communicate(timeout=120)
        expect((process.returncode, out, messages), good)
    expect(store.run(), good)


@test
def killed_while_it_writes(folder):
    store = Store(folder)
    good = run("run", "--no-cache", "--jit-threshold=0", store.path)
    command = [NOODLE, "run", f"--cache-dir={store.cache}", "--jit-threshold=0", store.path]
    chance = random.Random(7)
    longest = 0.3
    for i in range(KILLS):
        if i % 5 == 0:
            run("cache", f"--cache-dir={store.cache}", "clear")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * longest)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if i % 5 == 4:
            expect(store.run(), good)
    expect(store.run(), good)


main()
