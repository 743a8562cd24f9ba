#!/usr/bin/env python3
"""What one can see of the compiler tiers. Usage: observe_test.py NOODLE [name…]"""
import pathlib
import re
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from harness import NOODLE, expect, expect_in, main, run, test, write

SHAPES = """class Point { x = 0 }
class Far extends Point { y = 1 }
function get(p) { return p.x }
function sum(points, n) {
    total = 0
    for i in 0..n { total += get(points[i % points.length]) }
    return total
}
function main() {
    sum([Point()], 20)
    print(sum([Point(), Far()], 400))
}
"""
LOOP = """function turn(i) { return i * 3 % 7 }
function main() {
    total = 0
    for i in 0..3000000 { total += turn(i) }
    print(total)
}
"""


@test
def explain_names_functions_contents_and_failed_guesses(folder):
    status, out, messages = run("explain-jit", "--jit-threshold=0", write(folder, "a.nc", SHAPES))
    expect((status, out), (0, "0\n"))
    expect_in("sum\n  compiled", messages)
    expect_in("contains get", messages)
    if not re.search(r"left \d+ times? at get, line 3: an object had other fields than those before", messages):
        raise AssertionError(messages)


@test
def explain_says_that_nothing_was_hot(folder):
    expect(run("explain-jit", write(folder, "a.nc", "print(1)")), (0, "1\n", "nothing was hot enough to be compiled\n"))


@test
def little_room_for_code_is_enough(folder):
    # Units come and go, the program notices nothing.
    functions = "".join(f"function f{i}(n) {{ return n % {i + 2} + {i} }}\n" for i in range(12))
    calls = " + ".join(f"f{i}(k)" for i in range(12))
    path = write(folder, "a.nc", functions + f"function main() {{\n total = 0\n for k in 0..30 {{ total += {calls} }}\n print(total)\n}}\n")
    flags = (f"--cache-dir={folder}", "--jit-threshold=0", "--jit-stats", path)
    status, out, messages = run("run", "--jit-cache-size=3", *flags)
    plain = run("run", *flags)
    expect((status, out), plain[:2])
    expect_in("evicted: 0;", plain[2])
    if int(re.search(r"evicted: (\d+);", messages)[1]) < 5:
        raise AssertionError(messages)


@test
def guards_can_be_made_to_fail(folder):
    path = write(folder, "a.nc", LOOP)
    status, out, messages = run("run", "--no-cache", "--deopt-every=100", "--jit-stats", path)
    expect((status, out), run("run", "--level=NONE", path)[:2])
    if int(re.search(r"forced to leave: (\d+)", messages)[1]) < 3:
        raise AssertionError(messages)


@test
def explain_at_level_none(folder):
    expect(run("explain-jit", "--level=NONE", write(folder, "a.nc", "print(1)")),
           (0, "1\n", "level NONE: nothing is compiled\n"))


@test
def code_is_made_beside_the_program(folder):
    path = write(folder, "a.nc", LOOP)
    expected = run("run", "--level=NONE", path)
    status, out, messages = run("run", "--jit-stats", path)
    expect((status, out), expected[:2])
    found = re.search(r"compiled: (\d+) functions, (\d+) loops", messages)
    if found is None or int(found[1]) + int(found[2]) == 0:
        raise AssertionError(messages)


@test
def a_program_that_ends_while_code_is_made(folder):
    path = write(folder, "a.nc", LOOP.replace("3000000", "60000"))
    expected = run("run", "--level=NONE", path)
    for _ in range(10):
        expect(run("run", path), expected)


@test
def perf_map_names_the_code(folder):
    path = write(folder, "a.nc", SHAPES)
    process = subprocess.Popen([NOODLE, "run", "--perf-map", "--jit-threshold=0", path], stdout=subprocess.PIPE, text=True)
    process.communicate(timeout=60)
    names = pathlib.Path(f"/tmp/perf-{process.pid}.map")
    text = names.read_text()
    names.unlink()
    if not re.search(r"^[0-9a-f]+ [0-9a-f]+ noodle:sum", text, re.M):
        raise AssertionError(text)


@test
def without_the_plugin_everything_is_interpreted(folder):
    path = write(folder, "a.nc", LOOP)
    status, out, messages = run("run", "--jit-stats", "--jit-plugin", str(pathlib.Path(folder) / "none.so"), path)
    expect((status, out), run("run", "--level=NONE", path)[:2])
    expect_in("compiled: 0 functions, 0 loops", messages)


main()
