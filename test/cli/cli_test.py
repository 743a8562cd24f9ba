#!/usr/bin/env python3
"""What the command line promises: exit codes, streams, limits and hostile input. Usage: cli_test.py NOODLE [name…]"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

NOODLE = str(pathlib.Path(sys.argv[1]).resolve())
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, stdin="", cwd=None, env=None, timeout=60, **kwargs):
    environment = {**os.environ, **(env or {})}
    done = subprocess.run([NOODLE, *args], input=stdin, capture_output=True, text=True, errors="replace", cwd=cwd, env=environment,
                          timeout=timeout, **kwargs)
    return done.returncode, done.stdout, done.stderr


def expect(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}, got {actual!r}")


def expect_in(part, whole):
    if part not in whole:
        raise AssertionError(f"{part!r} is not in {whole!r}")


def write(folder, name, text):
    path = pathlib.Path(folder) / name
    path.write_text(text)
    return str(path)


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
def version_and_help(_):
    code, out, err = run("version")
    expect(code, 0)
    expect_in("interpreter", out)
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


def main():
    chosen = sys.argv[2:]
    failed = count = 0
    for function in TESTS:
        if chosen and function.__name__ not in chosen:
            continue
        count += 1
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(folder)
            except (AssertionError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"FAILED {function.__name__}: {error}")
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
