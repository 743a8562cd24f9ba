#!/usr/bin/env python3
"""Whatever the code generator makes of the programs of the repository passes the verifiers: that of the IR after lowering and after every pass, and that of the bytecode.

usage: verify_test.py NOODLE FOLDER…
"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile


def check(noodle, path, folder):
    output = f"{folder}/{abs(hash(str(path)))}.nbc"
    done = subprocess.run([noodle, "compile", "--verify=each", f"--output={output}", path], capture_output=True, text=True, errors="replace",
                          timeout=60)
    return done.returncode, done.stderr


def main():
    noodle = str(pathlib.Path(sys.argv[1]).resolve())
    files = sorted(path for folder in sys.argv[2:] for path in pathlib.Path(folder).rglob("*.nc"))
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(zip(files, pool.map(lambda path: check(noodle, path, folder), files)))
    compiled = sum(code == 0 for _, (code, _) in results)
    mistakes = [f"{path}: exit code {code}\n{said}" for path, (code, said) in results if code not in (0, 3) or "internal error" in said]
    print("\n".join(mistakes[:10]))
    print(f"{compiled} programs of {len(files)} compiled and verified, {len(mistakes)} mistakes")
    return 1 if mistakes or not compiled else 0


if __name__ == "__main__":
    sys.exit(main())
