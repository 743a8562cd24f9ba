#!/usr/bin/env python3
"""Young pauses do not depend on the depth of the stack: test/gc/pauses_test.py NOODLE

Scanning the 100,000 frames of deep_stack.nc takes milliseconds; a pause that leaves them out takes some tens of
microseconds. Only the first collections on the full stack may look at it. Pauses are CPU time, so a busy machine does not
lengthen them much.
"""
import json
import pathlib
import subprocess
import sys

script = pathlib.Path(__file__).with_name("deep_stack.nc")
done = subprocess.run([sys.argv[1], "run", "--stats=json", str(script)], capture_output=True, text=True)
pauses = json.loads(done.stderr.strip().split("\n")[-1])["collector"]["youngPauses"]
print(done.stdout.strip(), {key: pauses[key] for key in ("count", "p50Ns", "p99Ns", "maxNs")})
if done.returncode != 0 or done.stdout != "50000\n":
    sys.exit("the program failed")
if pauses["count"] < 20:
    sys.exit("too few young collections to tell")
if pauses["p50Ns"] > 500_000:
    sys.exit("young pauses depend on the depth of the stack")
