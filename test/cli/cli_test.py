#!/usr/bin/env python3
"""What the command line promises: exit codes, streams, limits and hostile input. Usage: cli_test.py NOODLE [name…]"""
import json
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import time

from harness import NOODLE, expect, expect_in, main, run, test, write


@test
def run_code_from_flag(_):
    expect(run("run", "-e", "print(1 + 2)"), (0, "3\n", ""))


@test
def run_code_from_stdin(_):
    expect(run("run", "-", stdin='print("in")'), (0, "in\n", ""))


@test
def run_is_the_default_for_a_file(folder):
    expect(run(write(folder, "a.nc", "print(7)")), (0, "7\n", ""))


@test
def noodle_extension_is_accepted(folder):
    write(folder, "helper.noodle", "export const X = 5")
    expect(run("run", write(folder, "a.noodle", 'import { X } from "./helper"\nprint(X)')), (0, "5\n", ""))


@test
def program_arguments(folder):
    path = write(folder, "a.nc", "import sys\nprint(sys.args)")
    expect(run("run", path, "--x", "-e", "y z"), (0, '["--x", "-e", "y z"]\n', ""))


@test
def failing_program_exits_1(folder):
    path = write(folder, "a.nc", "function f() {\n  throw ValueError(\"bad\")\n}\nprint(1)\nf()\n")
    code, out, err = run("run", path)
    expect((code, out), (1, "1\n"))
    expect_in("ValueError: bad", err)
    expect_in("a.nc:2", err)
    expect_in("a.nc:5", err)


@test
def usage_errors_exit_2(folder):
    for args in (["frobnicate"], ["run", "--no-such-flag", "x.nc"], ["run", "--heap-limit=lots", "x.nc"], ["compile"],
                 ["run", "--level=FAST", "x.nc"], ["run"]):
        code, out, err = run(*args)
        expect((args, code, out), (args, 2, ""))
        expect_in("noodle:", err)


@test
def flag_suggestion(_):
    expect_in("did you mean --gc-stress", run("run", "--gc-stres", "x.nc")[2])


@test
def compile_errors_exit_3(folder):
    path = write(folder, "a.nc", "x = 1\nprint(y1)\nlet = 3\n")
    code, out, err = run("run", path)
    expect((code, out), (3, ""))
    expect_in("error[N", err)
    expect_in("a.nc:3:", err)


@test
def message_shows_line_and_caret(folder):
    code, out, err = run("check", write(folder, "a.nc", "total = 1\nprint(totla)\n"))
    expect(code, 3)
    expect_in("a.nc:2:7", err)
    expect_in("print(totla)", err)
    expect_in("^", err)
    expect_in("total", err.split("print(totla)")[1])


@test
def at_most_20_errors(folder):
    path = write(folder, "a.nc", "".join(f"print(unknown{i})\n" for i in range(100)))
    code, out, err = run("check", path)
    expect((code, err.count("error[N")), (3, 20))


@test
def missing_file_exits_74(_):
    code, out, err = run("run", "/nonexistent/file.nc")
    expect((code, out), (74, ""))
    expect_in("/nonexistent/file.nc", err)


@test
def full_disk_exits_74(_):
    with open("/dev/full", "w") as full:
        done = subprocess.run([NOODLE, "run", "-e", 'for i in 0..100000 { print("line") }'], stdout=full, stderr=subprocess.PIPE,
                              timeout=60)
    expect(done.returncode, 74)


@test
def closed_pipe_is_quiet(_):
    shell = f'{NOODLE} run -e \'for i in 0..100000 {{ print("line", i) }}\' | head -n 1'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60)
    expect((done.stdout, done.stderr), ("line 0\n", ""))


@test
def exit_status_of_main_and_sys_exit(_):
    expect(run("run", "-e", "import sys\nsys.exit(9)")[0], 9)
    expect(run("run", "-e", "function main() { return 4 }")[0], 4)


@test
def time_limit_exits_5(_):
    code, out, err = run("run", "--time-limit=100", "-e", "while true { }")
    expect(code, 5)


@test
def heap_limit_exits_5(_):
    code, out, err = run("run", "--heap-limit=8M", "-e", "xs = []\nwhile true { xs.append([1]) }")
    expect(code, 5)
    expect_in("OutOfMemoryError", err)


@test
def environment_and_config_file(folder):
    slow = "while true { }"
    expect(run("run", "-e", slow, env={"NOODLE_TIME_LIMIT": "100"})[0], 5)
    write(folder, "noodle.json", '{"time-limit": 100}')
    expect(run("run", "-e", slow, cwd=folder)[0], 5)
    expect(run("run", "-e", "1", env={"NOODLE_HEAP_LIMIT": "x"})[0], 2)
    write(folder, "noodle.json", "[]")
    expect(run("run", "-e", "1", cwd=folder)[0], 2)


@test
def interrupt_ends_with_trace(folder):
    path = write(folder, "a.nc", 'import sys\nfunction spin() {\n  while true { }\n}\nprint("up")\nsys.stdout.flush()\nspin()\n')
    process = subprocess.Popen([NOODLE, "run", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    expect(process.stdout.readline(), "up\n")
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    expect_in("a.nc:3", err)
    expect_in("spin", err)
    expect(process.returncode in (130, 1, -2), True)


@test
def interrupt_ends_a_sleep(_):
    process = subprocess.Popen([NOODLE, "run", "-e", "import sys\nprint(1)\nsys.stdout.flush()\nawait sleep(60000)"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()
    time.sleep(0.1)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    expect(time.monotonic() - start < 10, True)


@test
def bytecode_runs_without_source(folder):
    source = write(folder, "a.nc", "print([x * 2 for x in 0..3])")
    expect(run("compile", "--emit-bc", source)[0], 0)
    os.remove(source)
    expect(run("run", str(pathlib.Path(folder) / "a.nbc")), (0, "[0, 2, 4]\n", ""))


@test
def bytecode_is_deterministic(folder):
    source = write(folder, "a.nc", "class A { f() { return {1: [2]} } }\nprint(A().f())")
    for name in ("x", "y"):
        expect(run("compile", "--emit-bc", "-o", f"{folder}/{name}.nbc", source)[0], 0)
    expect(pathlib.Path(folder, "x.nbc").read_bytes() == pathlib.Path(folder, "y.nbc").read_bytes(), True)


@test
def damaged_bytecode_is_refused(folder):
    source = write(folder, "a.nc", "print(1)")
    target = pathlib.Path(folder) / "a.nbc"
    run("compile", "--emit-bc", source)
    data = bytearray(target.read_bytes())
    data[-3] ^= 255
    target.write_bytes(data)
    code, out, err = run("run", str(target))
    expect((code, out), (74, ""))
    expect_in("checksum", err)


@test
def mutated_bytecode_never_crashes(folder):
    source = write(folder, "a.nc", "class P { constructor(x) { self.x = x } }\nfunction f(n) {\n  try { return [P(n).x, n + 1] } "
                                   "catch (e) { return null } finally { n = 2 }\n}\nfor i in 0..3 { print(f(i)) }\nmatch 3 { 1 => 2, n => n }\n")
    target = pathlib.Path(folder) / "a.nbc"
    expect(run("compile", "--emit-bc", source)[0], 0)
    original = target.read_bytes()
    mutant = pathlib.Path(folder) / "m.nbc"
    step = max(1, len(original) // 150)
    for at in range(0, len(original), step):
        for change in (1, 0x80, 0xFF):
            data = bytearray(original)
            data[at] ^= change
            mutant.write_bytes(data)
            code, out, err = run("run", "--ignore-checksum", "--time-limit=2000", "--heap-limit=64M", str(mutant))
            if code not in (0, 1, 3, 5, 74):
                raise AssertionError(f"byte {at} ^ {change}: exit code {code}: {err[:300]}")


@test
def disasm_names_instructions(folder):
    source = write(folder, "a.nc", "function add(a, b) { return a + b }")
    code, out, err = run("disasm", source)
    expect(code, 0)
    expect_in("add", out)
    expect_in("Add", out)
    run("compile", "--emit-bc", source)
    expect(run("disasm", f"{folder}/a.nbc")[0], 0)


@test
def every_dump_prints(folder):
    source = write(folder, "a.nc", "function f(x: int) { return x + 1 }\nprint(f(2))")
    for phase in ("tokens", "ast", "typed", "ir", "ir-opt", "bytecode", "bytecode:f", "ir:f"):
        code, out, err = run("compile", f"--dump={phase}", source)
        expect((phase, code, len(out) > 20), (phase, 0, True))
    expect(run("compile", "--dump=nothing", source)[0], 2)
    for flag in ("--emit-ir", "--emit-ast"):
        expect(len(run("compile", flag, source)[1]) > 20, True)


@test
def verify_each_pass(folder):
    expect(run("run", "--verify=each", write(folder, "a.nc", "x = 1 + 2\nprint(x > 2 ? x : 0)")), (0, "3\n", ""))


@test
def deep_nesting_is_an_error_not_a_crash(folder):
    n = 100000
    for name, text in {
        "brackets": "x = " + "(" * n + "1" + ")" * n,
        "lists": "x = " + "[" * n + "]" * n,
        "open": "x = " + "[" * n,
        "braces": "{" * n,
        "elseifs": "x = 1\nif x == 0 { }" + " else if x == 2 { }" * n + "\n",
        "unary": "x = " + "-" * n + "1",
        "nots": "x = " + "not " * n + "1",
        "sum": "x = 1" + " + 1" * n,
        "calls": "x = f" + "()" * n,
        "members": "x = y" + ".a" * n,
        "lambdas": "f = " + "x => " * n + "1",
        "ternary": "x = " + "1 ? 2 : " * n + "3",
        "pow": "x = " + "2 ** " * n + "1",
        "strings": "x = " + '"${' * 5000 + "1" + '}"' * 5000,
        "ifs": "".join(" " * i + "if 1:\n" for i in range(2000)),
        "types": "x: " + "List<" * n + "int" + ">" * n + " = 1",
        "patterns": "match 1 { " + "[" * n + "1" + "]" * n + " => 1 }",
        "fstrings": 'x = f"' + "{" * n,
        "comments": "/*" * n,
    }.items():
        code, out, err = run("check", write(folder, "deep.nc", text), timeout=60)
        if code not in (0, 3):
            raise AssertionError(f"{name}: exit code {code}: {err[:300]}")


@test
def damaged_converter_file_gets_one_error(folder):
    text = "# Converted from Python to NoodleCore\nclass X\n    def f(self -T):\n        x + = 1\n        return ( x\nclass Y\n"
    code, out, err = run("check", write(folder, "a.nc", text))
    expect((code, err.count("error[N")), (3, 1))


@test
def binary_rubbish_is_an_error(folder):
    path = pathlib.Path(folder) / "a.nc"
    path.write_bytes(bytes(range(256)) * 100)
    expect(run("run", str(path))[0], 3)


@test
def repl_echoes_and_survives_errors(_):
    text = "x = 20\nx + 22\n[1, 2]\nnull\nfunction f(a) {\n  return a * 2\n}\n\nf(x)\nundefined_name\n1 / 0\n{\"k\": 1}\nlet y = 5\ny\n"
    code, out, err = run("repl", stdin=text)
    expect(code, 0)
    for part in ("42", "[1, 2]", "40", '{"k": 1}', "5"):
        expect_in(part, out)
    expect_in("undefined_name", out + err)
    expect_in("ZeroDivisionError", out + err)


@test
def permission_errors_end_with_4(folder):
    code, out, err = run("run", "-e", "throw PermissionError('no entry')")
    expect(code, 4)
    expect_in("PermissionError: no entry", err)
    expect(run("run", "-e", "try { throw PermissionError('x') } catch (PermissionError e) { print(1) }")[:2], (0, "1\n"))
    secret = write(folder, "secret.nc", "print(1)\n")
    os.chmod(folder, 0o755)
    os.chmod(secret, 0)
    nobody = {}
    if os.geteuid() == 0:  # root reads everything, and nobody else may be able to enter the build folder
        nobody = {"user": 65534, "program": shutil.copy(NOODLE, folder)}
    for command in ("run", "check", "compile"):
        code, out, err = run(command, secret, **nobody)
        expect(code, 4)
        expect_in("secret.nc", err)


@test
def check_reports_unused_names(folder):
    script = write(folder, "unused.nc", "import math\nimport { sep } from 'path'\n"
                   "function f(p) { let x = 1; y = 2; const _z = 3; return p }\nprint(f(1))\n")
    code, out, err = run("check", script)
    expect(code, 0)
    for part in ("N0906", "`x` is never used", "`y` is never used", "N0909", "`math`", "`sep`"):
        expect_in(part, err)
    expect("`_z`" in err or "`p`" in err, False)
    expect(run("run", script), (0, "1\n", ""))


@test
def explain_says_what_a_message_means(_):
    code, out, _err = run("explain", "N0211")
    expect(code, 0)
    expect_in("N0211: `=` assigns; a condition compares with `==`", out)
    expect_in("This program gets it:\n\n    x = 1\n    if (x = 2)", out)
    expect_in("Mended:\n\n    x = 1\n    if (x == 2)", out)
    expect(run("explain", "211", "n0301")[0], 0)
    for words in [[], ["N9999"], ["x"]]:
        expect(run("explain", *words)[0], 2)


@test
def check_speaks_json(folder):
    code, out, err = run("check", "--json", write(folder, "a.nc", "let x = 1\nlet x = \"\\d\"\nprint(y)"))
    expect((code, err), (3, ""))
    (message,) = [json.loads(line) for line in out.splitlines()]
    expect((message["code"], message["severity"], message["place"]["line"]), ("N0104", "error", 2))
    expect(message["fixes"][0]["text"], "\\")


@test
def check_fix_mends_what_it_can(folder):
    file = write(folder, "a.nc", "messages = [1]\nif (messages = [2]) { pritn(mesages) }\nprint(other)")
    code, _out, err = run("check", "--fix", file)
    expect(code, 3)
    expect_in("3 changes made", err)
    expect_in("`other` is not defined", err)
    expect(pathlib.Path(file).read_text(), "messages = [1]\nif (messages == [2]) { print(messages) }\nprint(other)")


@test
def max_errors_is_a_setting(folder):
    file = write(folder, "a.nc", "".join(f"print(unknown{n})\n" for n in range(50)))
    for flags, shown in [([], 20), (["--max-errors=3"], 3), (["--max-errors", "40"], 40)]:
        expect(run("check", *flags, file)[2].count("error[N0301]"), shown)
    expect(run("check", "--max-errors=0", file)[0], 2)


@test
def colours_only_for_terminals(folder):
    file = write(folder, "a.nc", "print(unknown)")
    expect("\x1b" in run("check", file)[2], False)
    expect("\x1b" in run("check", "--color=always", file)[2], True)


@test
def version_and_help(_):
    code, out, err = run("version")
    expect(code, 0)
    expect_in("interpreter", out)
    expect(run("run", "-e", "import sys\nprint(sys.version)")[1].split(), out.split()[1:2])
    for command in ("run", "compile", "check", "disasm", "repl", "version"):
        expect_in(command, run("help")[1])
        expect(run("help", command)[0], 0)
        expect(run(command, "--help")[0], 0)


@test
def deep_recursion_and_its_limit(_):
    code, out, err = run("run", "-e", "function d(n) { return n == 0 ? 0 : 1 + d(n - 1) }\nprint(d(100000))")
    expect((code, out), (0, "100000\n"))
    code, out, err = run("run", "--stack-size=256K", "-e", "function d(n) { return n == 0 ? 0 : 1 + d(n - 1) }\nprint(d(100000))")
    expect(code, 1)
    expect_in("StackOverflowError", err)


@test
def recursion_through_natives_is_bounded(_):
    for code_text in ("function f(x) { return [1].map(f) }\nf(1)", "class A { toString() { return str(self) } }\nprint(A())",
                      "class A { equals(o) { return self == o } }\nprint(A() == A())",
                      "xs = []\nfor i in 0..200000 { xs = [xs] }\nprint(len(str(xs)) > 0)",
                      "xs = []\nys = []\nfor i in 0..200000 { xs = [xs]; ys = [ys] }\nprint(xs == ys)"):
        code, out, err = run("run", "-e", code_text)
        if code not in (0, 1):
            raise AssertionError(f"{code_text}: exit code {code}: {err[:300]}")


BENCHMARKS = """
function fib(n: int): int { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
function bench_fib() { return fib(8) }
function bench_needs(x) { return x }
bench "list of squares" { return [i * i for i in 0..20] }
async function bench_waits() { await sleep(0) }
function main() { print("main ran") }
"""


def bench(folder, text, *flags):
    return run("bench", "--quick", "--bench-dir", str(pathlib.Path(folder) / "kept"), *flags, write(folder, "b.nc", text))


@test
def bench_measures_functions_and_blocks(folder):
    code, out, err = bench(folder, BENCHMARKS)
    expect((code, err), (0, ""))
    names = [line.split("  ")[0] for line in out.splitlines()]
    expect(names, ["benchmark", "bench_fib", "list of squares", "bench_waits"])


@test
def bench_at_several_levels(folder):
    code, out, err = bench(folder, BENCHMARKS, "--only", "fib", "--levels", "NONE,BASIC,BALANCED,AGGRESSIVE")
    expect((code, err), (0, ""))
    expect([line.split()[1] for line in out.splitlines()[1:]], ["NONE", "BASIC", "BALANCED", "AGGRESSIVE"])


@test
def bench_as_json(folder):
    code, out, err = bench(folder, BENCHMARKS, "--json", "--rounds", "7", "--only", "list")
    expect((code, err), (0, ""))
    (entry,) = json.loads(out)["benchmarks"]
    expect((entry["name"], entry["level"], len(entry["samples_ns"])), ("list of squares", "BALANCED", 7))
    expect(entry["answer"], str([i * i for i in range(20)]))
    if not entry["summary"]["low_ns"] <= entry["summary"]["median_ns"] <= entry["summary"]["high_ns"]:
        raise AssertionError(f"the median is outside of its interval: {entry['summary']}")


@test
def bench_saves_and_finds_what_got_slower(folder):
    # At level NONE: a compiler may find out that a loop does nothing, however often.
    loop = "bench 'loop' {{ let n = 0\n for i in 0..{} {{ n += 1 }}\n return null }}"
    expect(bench(folder, loop.format(20000), "--levels", "NONE", "--save", "first")[0], 0)
    expect(sorted(os.listdir(pathlib.Path(folder) / "kept")), ["first.json"])
    code, out, err = bench(folder, loop.format(20000), "--levels", "NONE", "--compare", "first", "--threshold", "900")
    expect((code, err), (0, ""))
    code, out, err = bench(folder, loop.format(1000000), "--levels", "NONE", "--compare", "first", "--threshold", "900")
    expect(code, 1)
    expect_in("slower", out)
    expect_in('benchmark "loop" at level NONE: slower', err)
    code, out, err = bench(folder, loop.format(20), "--levels", "NONE", "--compare", "first", "--threshold", "900")
    expect((code, err), (0, ""))
    expect_in("faster", out)


@test
def bench_refuses_answers_that_change(folder):
    code, out, err = bench(folder, "let n = 0\nbench 'counter' { n += 1\n return n }\nbench 'good' { return 1 }")
    expect(code, 1)
    expect_in("the answer changed: first 1, then 2", err)
    expect_in("good", out)
    expect(bench(folder, "bench 'x' { return 1 }", "--save", "one")[0], 0)
    code, out, err = bench(folder, "bench 'x' { return 2 }", "--compare", "one")
    expect(code, 1)
    expect_in("answer changed", err)


@test
def bench_reports_errors_of_programs(folder):
    code, out, err = bench(folder, "bench 'wrong' { assert 1 == 2, 'no' }\nbench 'good' { return 1 }", "--save", "none")
    expect(code, 1)
    expect_in("AssertionError", err)
    expect_in("good", out)
    expect(os.path.exists(pathlib.Path(folder) / "kept"), False)
    expect(bench(folder, "throw Error('at once')\nbench 'x' {}")[0], 1)
    expect(bench(folder, "exit(0)\nbench 'x' {}")[0], 1)


@test
def engine_switches_reach_every_command_that_runs(folder):
    program = write(folder, "b.nc", BENCHMARKS)
    for flags in [["--no-super=all"], ["--no-super=none_such"], ["--no-quicken", "--no-profile"]]:
        code = 2 if "none_such" in flags[0] else 0
        expect((flags, run("run", *flags, program)[0]), (flags, code))
        expect((flags, run("bench", "--quick", "--only", "list", *flags, program)[0]), (flags, code))
        expect((flags, run("repl", *flags, stdin="1 + 1\n")[0]), (flags, code))


@test
def bench_usage(folder):
    expect(run("bench")[0], 2)
    expect(run("bench", str(pathlib.Path(folder) / "none.nc"))[0], 74)
    expect(bench(folder, "print(")[0], 3)
    expect(bench(folder, "function other() {}")[0], 2)
    expect(bench(folder, "bench 'x' {}\nbench 'x' {}")[0], 3)
    expect(bench(folder, "bench 'bench_x' {}\nfunction bench_x() {}")[0], 2)
    for flags in (("--levels", "FAST"), ("--levels", ""), ("--rounds", "0"), ("--rounds", "x"), ("--clock", "sun"), ("--threshold", "-1"),
                  ("--save", "../x"), ("--compare", ".x")):
        expect((flags, bench(folder, BENCHMARKS, *flags)[0]), (flags, 2))
    expect(bench(folder, BENCHMARKS, "--compare", "missing")[0], 74)


@test
def the_graph_of_modules(folder):
    write(folder, "main.nc", 'import "./a"\nimport { sqrt } from "math"\nlazy import "./late"\nimport "./gone"\n')
    write(folder, "a.nc", 'import { b } from "./b"\nexport const a = 1\n')
    write(folder, "b.nc", 'import "./a"\nexport const b = 2\nfunction f() { import "./main" }\n')
    write(folder, "late.nc", 'try { import "./a" } catch (ImportError e) { }\nexport * from "./b"\n')
    expect(run("check", "--graph", "main.nc", cwd=folder), (0, """main.nc
  1: a.nc
  2: builtin math
  3: late.nc (lazy)
  4: ./gone (missing)
a.nc
  1: b.nc
late.nc
  1: a.nc (optional)
  2: b.nc (re-export)
b.nc
  1: a.nc
  3: main.nc (in a function)
cycle of 2 modules:
  ┌─▶ a.nc
  │     line 1 imports ./b
  │   b.nc
  └──── line 1 imports ./a
cycle of 3 modules, harmless while loading:
  ┌─▶ main.nc
  │     line 1 imports ./a
  │   a.nc
  │     line 1 imports ./b
  │   b.nc
  └──── line 3 imports ./main (in a function)
cycle of 3 modules, harmless while loading:
  ┌─▶ late.nc
  │     line 2 imports ./b (re-export)
  │   b.nc
  │     line 3 imports ./main (in a function)
  │   main.nc
  └──── line 3 imports ./late (lazy)
6 modules, 9 imports, 3 cycles
""", ""))
    code, out, _ = run("check", "--graph=json", "main.nc", cwd=folder)
    graph = json.loads(out)
    expect((code, [cycle["modules"] for cycle in graph["cycles"]]), (0, [["a.nc", "b.nc"], ["main.nc", "a.nc", "b.nc"], ["late.nc", "b.nc", "main.nc"]]))
    expect({m["name"]: m["kind"] for m in graph["modules"]}["./gone"], "missing")
    code, out, _ = run("check", "--graph=dot", "main.nc", cwd=folder)
    expect_in('"a.nc" -> "b.nc" [color=red];', out)
    expect_in('"main.nc" -> "late.nc" [style=dashed, color=red];', out)
    expect(run("check", "--graph=svg", "main.nc", cwd=folder)[0], 2)


@test
def a_long_chain_of_modules(folder):
    # Deep imports are no deep recursion of the compiler.
    count = 3000
    for i in range(count):
        text = f'import {{ f }} from "./m{i + 1}"\nexport {{ f }}\n' if i + 1 < count else "export function f(): int { return 5 }\n"
        write(folder, f"m{i}.nc", text)
    expect(run("check", "m0.nc", cwd=folder), (0, "", ""))
    expect(run("check", "--graph", "m0.nc", cwd=folder)[1].splitlines()[-1], "3000 modules, 2999 imports, 0 cycles")


@test
def devices_and_pipes_are_written_to_not_replaced(folder):
    path, pipe = write(folder, "a.nc", "print(1)"), f"{folder}/pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    expect(run("compile", f"--output={pipe}", path), (0, "", ""))
    expect(len(reader.communicate(timeout=30)[0]) > 100, True)
    expect(stat.S_ISFIFO(os.stat(pipe).st_mode), True)


@test
def members_that_are_nearly_there(folder):
    path = write(folder, "a.nc", """import "math"
import { Deque } from "collections"
class Dog { constructor(name) { self.label = name }
    speak() { return "woof" } }
d = Dog("Rex")
print("a".uper(), [1].lenght, math.sqtr(4.0), d.speek())
d.speekr = 1
print(d.speekr, d.label, "a".frobnicate)
try { "a".uper() } catch (AttributeError e) { print("expected") }
print(Deque)
""")
    code, out, err = run("check", "--json", path)
    messages = [json.loads(line) for line in out.splitlines()]
    expect((code, err, [(m["code"], m["hint"]) for m in messages]),
           (0, "", [("N0910", f"did you mean `{name}`?") for name in ("upper", "length", "sqrt", "speak")]))


@test
def a_misspelt_command(folder):
    code, _, err = run("chekc", "a.nc", cwd=folder)
    expect(code, 2)
    expect_in("did you mean check?", err)


main()
