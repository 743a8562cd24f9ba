"""What the command-line tests share: running noodle, expectations, and the loop over the tests of a file.

A test file imports * from here, marks functions of one argument, a fresh folder, with @test, and ends with main().
Its command line: NOODLE [name…].
"""
import os
import pathlib
import subprocess
import sys
import tempfile

NOODLE = str(pathlib.Path(sys.argv[1]).resolve())
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, stdin="", cwd=None, env=None, timeout=60, program=NOODLE, **kwargs):
    environment = {**os.environ, **(env or {})}
    done = subprocess.run([program, *args], input=stdin, capture_output=True, text=True, errors="replace", cwd=cwd, env=environment,
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
