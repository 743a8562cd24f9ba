#!/usr/bin/env python3
"""The cache of compiled files: used, never noticed. Usage: cache_test.py NOODLE [name…]"""
import os
import pathlib
import shutil
import subprocess

from harness import NOODLE, expect, expect_in, main, run, test, write

NOBODY = 65534  # a user for whom permissions mean something


class Cache:
    """A cache folder of its own and the programs that run with it."""

    def __init__(self, folder):
        self.path = pathlib.Path(folder) / "cache"

    def run(self, *args, **kwargs):
        return run("run", f"--cache-dir={self.path}", *args, **kwargs)

    def entries(self):
        return sorted(self.files())

    def files(self):
        return list((self.path / "bytecode").glob("*"))

    def stamps(self):
        return [(e.name, e.stat().st_ino, e.stat().st_mtime_ns) for e in self.entries()]


@test
def a_file_is_compiled_once(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "print(1 + 2)")
    expect(cache.run(path), (0, "3\n", ""))
    stamps = cache.stamps()
    expect(len(stamps), 1)
    expect(cache.run(path), (0, "3\n", ""))
    expect(cache.stamps(), stamps)


@test
def a_hit_is_what_runs(folder):
    # The entry of one text put in the place of another's shows that the cache is read and not only written.
    cache = Cache(folder)
    first, second = write(folder, "a.nc", "print(1)"), write(folder, "b.nc", "print(2)")
    cache.run(first)
    entry = cache.entries()[0]
    cache.run(second)
    other = next(e for e in cache.entries() if e != entry)
    shutil.copy(entry, other)
    expect(cache.run(second), (0, "1\n", ""))
    expect(cache.run("--no-cache", second), (0, "2\n", ""))
    expect(cache.run(second, env={"NOODLE_NO_CACHE": "1"}), (0, "2\n", ""))


@test
def a_changed_text_is_another_entry(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "print(1)")
    cache.run(path)
    write(folder, "a.nc", "print(2)")
    expect(cache.run(path), (0, "2\n", ""))
    write(folder, "a.nc", "print(1)")
    expect(cache.run(path), (0, "1\n", ""))
    expect(len(cache.entries()), 2)


@test
def code_without_a_file_is_not_kept(folder):
    cache = Cache(folder)
    expect(cache.run("-e", "print(1)"), (0, "1\n", ""))
    expect(cache.run("-", stdin="print(2)"), (0, "2\n", ""))
    expect(cache.entries(), [])


@test
def imports_have_entries_of_their_own(folder):
    cache = Cache(folder)
    write(folder, "m.nc", "export const X = 5\n")
    path = write(folder, "a.nc", 'import { X } from "./m"\nprint(X)')
    expect(cache.run(path), (0, "5\n", ""))
    expect(len(cache.entries()), 2)
    write(folder, "m.nc", "export const X = 6\n")
    expect(cache.run(path), (0, "6\n", ""))
    expect(len(cache.entries()), 3)
    stamps = cache.stamps()
    expect(cache.run(path), (0, "6\n", ""))
    expect(cache.stamps(), stamps)


@test
def a_changed_import_is_seen_by_the_checker(folder):
    cache = Cache(folder)
    write(folder, "m.nc", "export const X = 5\nexport function f(a: int): int { return a }\n")
    path = write(folder, "a.nc", 'import { X, f } from "./m"\nprint(f(X))')
    expect(cache.run(path), (0, "5\n", ""))
    write(folder, "m.nc", "export const Y = 5\nexport function f(a: int): int { return a }\n")
    code, out, err = cache.run(path)
    expect((code, out), (3, ""))
    expect_in("`X`", err)
    write(folder, "m.nc", "export const X = 5\nexport function f(a: int, b: int): int { return a }\n")
    code, out, err = cache.run(path)
    expect((code, out), (3, ""))
    expect_in("`f`", err)
    write(folder, "m.nc", "export const X = 7\nexport function f(a: int): int { return a }\n")
    expect(cache.run(path), (0, "7\n", ""))


@test
def a_change_behind_an_import_is_seen(folder):
    cache = Cache(folder)
    write(folder, "deep.nc", "export const X = 5\n")
    write(folder, "m.nc", 'export * from "./deep"\n')
    path = write(folder, "a.nc", 'import { X } from "./m"\nprint(X)')
    expect(cache.run(path), (0, "5\n", ""))
    write(folder, "deep.nc", "export const Z = 5\n")
    code, out, err = cache.run(path)
    expect((code, out), (3, ""))
    expect_in("`X`", err)


@test
def a_module_that_appears_or_goes_is_seen(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", 'try { import "./late" as m\n print(m.X) } catch (ImportError e) { print("none") }')
    expect(cache.run(path), (0, "none\n", ""))
    expect(cache.run(path), (0, "none\n", ""))
    late = write(folder, "late.nc", "export const X = 1\n")
    expect(cache.run(path), (0, "1\n", ""))
    os.remove(late)
    expect(cache.run(path), (0, "none\n", ""))


@test
def the_search_path_counts(folder):
    cache = Cache(folder)
    for name in ("one", "two"):
        (pathlib.Path(folder) / name).mkdir()
        write(folder, f"{name}/lib.nc", f"export const X = '{name}'\n")
    path = write(folder, "a.nc", "import lib\nprint(lib.X)")
    for name in ("one", "two", "one"):
        expect(cache.run(f"--path={folder}/{name}", path), (0, f"{name}\n", ""))


@test
def warnings_are_the_same_each_time(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "function f() {\n  return 1\n  print(2)\n}\nprint(f())\n")
    cold = run("run", "--no-cache", path)
    expect_in("warning", cold[2])
    expect(cache.run(path), cold)
    expect(len(cache.entries()), 1)
    expect(cache.run(path), cold)
    colours = run("run", "--no-cache", "--color=always", path)
    expect(cache.run("--color=always", path), colours)
    expect(cache.run(path), cold)


@test
def errors_are_not_kept(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "print(nothing)")
    first = cache.run(path)
    expect(first[0], 3)
    expect(cache.run(path), first)
    expect(cache.entries(), [])


@test
def traces_name_file_and_line(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "function f() {\n  throw ValueError('bad')\n}\nf()\n")
    cold = run("run", "--no-cache", path)
    expect(cache.run(path), cold)
    expect(cache.run(path), cold)
    expect_in("a.nc:2", cold[2])


@test
def the_same_text_elsewhere_is_another_program(folder):
    cache = Cache(folder)
    for name in ("x", "y"):
        (pathlib.Path(folder) / name).mkdir()
        write(folder, f"{name}/m.nc", f"export const X = '{name}'\n")
        write(folder, f"{name}/a.nc", 'import { X } from "./m"\nprint(X)')
    for name in ("x", "y", "x"):
        expect(cache.run("a.nc", cwd=f"{folder}/{name}"), (0, f"{name}\n", ""))


@test
def damaged_entries_are_compiled_again(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "class P { constructor(x) { self.x = x } }\nprint([P(i).x for i in 0..3])")
    expected = (0, "[0, 1, 2]\n", "")
    expect(cache.run(path), expected)
    entry = cache.entries()[0]
    sound = entry.read_bytes()
    damages = [sound[:n] for n in (0, 3, 10, len(sound) // 2, len(sound) - 1)] + [sound + b"x", b"\0" * len(sound)]
    damages += [sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1:] for at in range(0, len(sound), max(1, len(sound) // 20))]
    for damaged in damages:
        entry.write_bytes(damaged)
        expect(cache.run(path), expected)
        expect(entry.read_bytes(), sound)


@test
def an_entry_that_is_no_file_does_not_matter(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "print(1)")
    cache.run(path)
    entry = cache.entries()[0]
    entry.unlink()
    entry.mkdir()
    expect(cache.run(path), (0, "1\n", ""))
    entry.rmdir()
    entry.symlink_to("/dev/zero")
    expect(cache.run(path), (0, "1\n", ""))


@test
def without_a_usable_folder_programs_run(folder):
    path = write(folder, "a.nc", "print(1)")
    blocked = write(folder, "file", "")
    for place in (blocked, f"{blocked}/below", "/proc/none", "/dev/null"):
        expect(run("run", f"--cache-dir={place}", path), (0, "1\n", ""))
    expect(run("run", path, env={"HOME": "", "XDG_CACHE_HOME": "", "NOODLE_CACHE_DIR": ""}), (0, "1\n", ""))


@test
def a_read_only_folder_is_left_alone(folder):
    # A copy that anybody may reach; root could write everywhere.
    program = shutil.copy(NOODLE, folder)
    os.chmod(folder, 0o755)
    user = {"user": NOBODY} if os.geteuid() == 0 else {}
    cache = Cache(folder)
    path, other = write(folder, "a.nc", "print(1)"), write(folder, "b.nc", "print(2)")

    def run_copy(file):
        done = subprocess.run([program, "run", f"--cache-dir={cache.path}", file], capture_output=True, text=True, timeout=60, **user)
        return done.returncode, done.stdout, done.stderr

    subprocess.run([program, "run", f"--cache-dir={cache.path}", path], capture_output=True, timeout=60)
    os.chmod(cache.entries()[0], 0o444)
    os.chmod(cache.path / "bytecode", 0o555)
    stamps = cache.stamps()
    expect(len(stamps), 1)
    expect(run_copy(path), (0, "1\n", ""))
    expect(run_copy(other), (0, "2\n", ""))
    expect(cache.stamps(), stamps)
    os.chmod(cache.path / "bytecode", 0o755)


@test
def a_full_disk_does_not_matter(folder):
    path = write(folder, "a.nc", "print(1)")
    cache = Cache(folder)
    # A limit on file sizes fails writes as a full disk does.
    shell = f"ulimit -f 0; trap '' XFSZ; exec {NOODLE} run --cache-dir={cache.path} {path}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60)
    expect((done.returncode, done.stdout, done.stderr), (0, "1\n", ""))
    expect(cache.files(), [])


@test
def the_default_folder(folder):
    path = write(folder, "a.nc", "print(1)")
    home = {"HOME": f"{folder}/home", "XDG_CACHE_HOME": "", "NOODLE_CACHE_DIR": ""}
    expect(run("run", path, env=home)[0], 0)
    expect(len(list(pathlib.Path(folder, "home/.cache/noodle/bytecode").glob("*.cached"))), 1)
    expect(run("run", path, env={**home, "XDG_CACHE_HOME": f"{folder}/xdg"})[0], 0)
    expect(len(list(pathlib.Path(folder, "xdg/noodle/bytecode").glob("*.cached"))), 1)
    write(folder, "noodle.json", f'{{"cache-dir": "{folder}/configured"}}')
    expect(run("run", path, env=home, cwd=folder)[0], 0)
    expect(len(list(pathlib.Path(folder, "configured/bytecode").glob("*.cached"))), 1)


@test
def many_processes_at_once(folder):
    cache = Cache(folder)
    write(folder, "m.nc", "export function f(n) { return n * 2 }\n")
    path = write(folder, "a.nc", 'import { f } from "./m"\nprint(sum([f(i) for i in 0..100]))')
    for _ in range(3):
        command = [NOODLE, "run", f"--cache-dir={cache.path}", path]
        processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(12)]
        for process in processes:
            expect(process.communicate(timeout=60), ("9900\n", ""))
            expect(process.returncode, 0)
        expect(len(cache.entries()), 2)
        for entry in cache.entries():
            entry.unlink()


@test
def the_oldest_go_when_there_are_too_many(folder):
    cache = Cache(folder)
    paths = [write(folder, f"p{i}.nc", f"print('{i}')\n" + f"print('{'x' * 400}')\n" * 4) for i in range(24)]
    for age, path in enumerate(paths):
        before = set(cache.entries())
        expect(cache.run("--cache-limit=6K", path)[0], 0)
        (added,) = set(cache.entries()) - before
        os.utime(added, (1_700_000_000 + age, 1_700_000_000 + age))
        expect(sum(e.stat().st_size for e in cache.entries()) <= 6 * 1024, True)
    kept = sorted(int(e.stat().st_mtime) - 1_700_000_000 for e in cache.entries())
    expect(kept, list(range(len(paths) - len(kept), len(paths))))
    expect(0 < len(kept) < len(paths), True)


@test
def a_used_entry_stays_young(folder):
    cache = Cache(folder)
    path = write(folder, "a.nc", "print(1)")
    cache.run(path)
    entry = cache.entries()[0]
    os.utime(entry, (1, 1))
    cache.run(path)
    expect(entry.stat().st_mtime > 1e9, True)


@test
def the_standard_library_is_found_beside_the_program(folder):
    path = write(folder, "a.nc", "from itertools import pairwise\nprint(list(pairwise([1, 2, 3])))")
    expect(run("run", path, cwd=folder), (0, "[(1, 2), (2, 3)]\n", ""))
    write(folder, "itertools.nc", "export function pairwise(xs) { return [] }\n")
    expect(run("run", path, cwd=folder), (0, "[]\n", ""))


@test
def the_standard_library_is_mapped(folder):
    text = "import fs\nimport datetime\nprint('lib/noodle/datetime.nbc' in fs.readText('/proc/self/maps'))"
    expect(run("run", write(folder, "a.nc", text)), (0, "true\n", ""))


@test
def info_and_clear(folder):
    cache = Cache(folder)
    flag = f"--cache-dir={cache.path}"
    expect(run("cache", flag, "--cache-limit=1M", "info"),
           (0, f"folder: {cache.path}\ncompiled files: 0, 0 bytes\nnative code: 0, 0 bytes\nlimit of each: 1048576 bytes\n", ""))
    for number in range(3):
        cache.run(write(folder, f"p{number}.nc", f"print({number})"))
    size = sum(e.stat().st_size for e in cache.entries())
    unfinished = pathlib.Path(f"{cache.entries()[0]}.AbCdEf")
    unfinished.write_text("x")
    foreign = cache.path / "bytecode" / "readme"
    foreign.write_text("x")
    expect_in(f"compiled files: 3, {size} bytes\n", run("cache", flag, "info")[1])
    expect(run("cache", "clear", env={"NOODLE_CACHE_DIR": str(cache.path)}), (0, f"compiled files removed: 3, {size} bytes\nnative code removed: 0, 0 bytes\n", ""))
    expect(cache.files(), [foreign])
    expect(run("cache", flag, "clear"), (0, "compiled files removed: 0, 0 bytes\nnative code removed: 0, 0 bytes\n", ""))
    for arguments in ((), ("drop",), ("info", "clear")):
        expect(run("cache", *arguments)[0], 2)


@test
def a_chain_of_imports_is_asked_about_in_any_order(folder):
    # deep.nc is described while a.nc is compiled and again looked at for b.nc, which imports it through m.nc only.
    cache = Cache(folder)
    write(folder, "deep.nc", "export const X = 5\n")
    write(folder, "m.nc", 'export * from "./deep"\n')
    write(folder, "b.nc", 'import { X } from "./m"\nexport function b() { return X }\n')
    path = write(folder, "a.nc", 'import "./deep"\nimport "./m"\nimport { b } from "./b"\nprint(b())')
    expect(cache.run(path), (0, "5\n", ""))
    stamps = cache.stamps()
    expect(len(stamps), 4)
    expect(cache.run(path), (0, "5\n", ""))
    expect(cache.stamps(), stamps)
    write(folder, "deep.nc", "export const Z = 5\n")
    code, out, err = cache.run(path)
    expect((code, out), (1, ""))
    expect_in("`X`", err)


@test
def imports_in_a_circle(folder):
    cache = Cache(folder)
    write(folder, "x.nc", 'import { y } from "./y"\nexport function x(n) { return n <= 0 ? 0 : y(n - 1) + 1 }\n')
    write(folder, "y.nc", 'import { x } from "./x"\nexport function y(n) { return n <= 0 ? 0 : x(n - 1) + 1 }\n')
    path = write(folder, "a.nc", 'import { x } from "./x"\nprint(x(5))')
    expect(cache.run(path), (0, "5\n", ""))
    stamps = cache.stamps()
    expect(len(stamps), 3)
    expect(cache.run(path), (0, "5\n", ""))
    expect(cache.stamps(), stamps)


main()
