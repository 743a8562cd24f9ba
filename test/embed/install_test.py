#!/usr/bin/env python3
"""Installs to a temporary prefix and builds the examples of embedding from there, with find_package and with pkg-config.

Usage: install_test.py BUILD_FOLDER SOURCE_FOLDER"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

EXPECTED = "HELLO, WORLD\n42\nValueError: nothing works at greeting.nc:6\n"


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(what, got, expected):
    if got != expected:
        sys.exit(f"{what}: expected {expected!r}, got {got!r}")
    print(f"{what}: good")


def exported(library):
    """Names that the library defines for others."""
    rows = run("nm", "-D", "--defined-only", library).splitlines()
    return [row.split()[-1] for row in rows if row.split()[-2] != "A"]


build, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
examples = source / "examples/embed"
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    prefix = folder / "prefix"
    run("cmake", "--install", build, "--prefix", prefix)
    strangers = [name for name in exported(prefix / "lib/libnoodle.so") if not name.startswith("noodle_")]
    check("exported names that are not the interface's", strangers, [])
    check("the installed command line", run(prefix / "bin/noodle", "run", "-e", "import itertools\nprint(6 * 7)"), "42\n")

    # Only the prefix is there: the include folder of the source tree must not help.
    outside = folder / "outside"
    run("cmake", "-G", "Ninja", "-S", source / "test/embed/outside", "-B", outside, f"-DCMAKE_PREFIX_PATH={prefix}", f"-DEXAMPLES={examples}")
    run("cmake", "--build", outside)
    check("find_package", run(outside / "minimal"), EXPECTED)
    if "frames" not in run(outside / "game_loop", "2000"):
        sys.exit("game_loop printed nothing")

    if shutil.which("pkg-config") is None:
        print("pkg-config is not installed: not tried")
        sys.exit(0)
    environment = dict(os.environ, PKG_CONFIG_PATH=str(prefix / "lib/pkgconfig"))
    flags = run("pkg-config", "--cflags", "--libs", "noodle", env=environment).split()
    run("cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-o", folder / "minimal", examples / "minimal.c", *flags,
        f"-Wl,-rpath,{prefix / 'lib'}")
    check("pkg-config, C99", run(folder / "minimal"), EXPECTED)
