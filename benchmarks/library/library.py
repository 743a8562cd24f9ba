# The same as library.nc.
import base64
import collections
import csv
import datetime
import hashlib
import io
import json
import re
import statistics
import time
import zlib


def measure(name, f):
    f()
    begin = time.thread_time()
    answer = f()
    print(name, time.thread_time() - begin, answer, sep="\t")


def times(n, f):
    last = None
    for _ in range(n):
        last = f()
    return last


names = "alpha beta gamma delta epsilon zeta eta theta".split()
words = [f"{names[i % 8]}{i * 7919 % 1000}" for i in range(20000)]
text = " ".join(words)
lines = "\n".join([f'{i},{words[i]},"quoted, {words[(i * 3) % 20000]}",{i * 0.5}' for i in range(20000)]) + "\n"
document = [{"id": i, "name": words[i], "tags": [words[i + 1], words[i + 2]], "score": i * 0.25, "active": i % 3 == 0} for i in range(5000)]
encoded = json.dumps(document, separators=(",", ":"))
data = bytes([i * 31 % 251 for i in range(1000)]) * 4000


def stringify(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


measure("json parse", lambda: times(10, lambda: len(json.loads(encoded))))
measure("json stringify", lambda: times(10, lambda: len(json.dumps(document, separators=(",", ":")))))
measure("re findall", lambda: times(20, lambda: len(re.findall(r"[a-z]+\d", text))))
measure("re finditer", lambda: times(5, lambda: sum([m.start() for m in re.finditer(r"e(t|l)a?", text)])))
measure("re search each", lambda: times(3, lambda: sum([1 for w in words if re.search(r"a\d*9$", w) is not None])))
measure("re sub", lambda: times(10, lambda: len(re.sub(r"(\w)(\d+)", r"\2\1", text))))
measure("re sub function", lambda: times(3, lambda: len(re.sub(r"\d+", lambda m: "<" + m.group() + ">", text))))
measure("re split", lambda: times(20, lambda: len(re.split(r"\s+", text))))
measure("csv parse", lambda: times(10, lambda: len(list(csv.reader(io.StringIO(lines))))))
rows = list(csv.reader(io.StringIO(lines)))
measure("csv stringify", lambda: times(10, lambda: len(stringify(rows))))
measure("sha256", lambda: times(10, lambda: hashlib.sha256(data).hexdigest()[:8]))
measure("sha1", lambda: times(10, lambda: hashlib.sha1(data).hexdigest()[:8]))
measure("md5", lambda: times(10, lambda: hashlib.md5(data).hexdigest()[:8]))
measure("blake2b", lambda: times(10, lambda: hashlib.blake2b(data).hexdigest()[:8]))
measure("crc32", lambda: times(50, lambda: zlib.crc32(data)))
measure("base64", lambda: times(20, lambda: len(base64.b64decode(base64.b64encode(data)))))
measure("split and join", lambda: times(100, lambda: len("-".join(text.split(" ")))))
measure("replace", lambda: times(100, lambda: len(text.replace("alpha", "omega!"))))
measure("find and count", lambda: times(200, lambda: text.count("eta1") + text.find("nowhere")))
measure("upper and lower", lambda: times(200, lambda: len(text.upper().lower())))
measure("strip each", lambda: times(10, lambda: sum([len(("  " + w + " ").strip()) for w in words])))
measure("startswith each", lambda: times(20, lambda: sum([1 for w in words if w.startswith("gam") or w.endswith("9")])))
measure("format each", lambda: times(5, lambda: sum([len(f"{w:>20}|{i:05d}|{i / 3:.2f}") for i, w in enumerate(words)])))
measure("Counter", lambda: times(20, lambda: collections.Counter(words).most_common(3)[0][1]))


def rotate():
    d = collections.deque()
    for i in range(50000):
        d.append(i)
        if i % 3 != 0:
            d.popleft()
    return len(d)


measure("deque", rotate)
measure("mean and stdev", lambda: times(3, lambda: round(statistics.mean([i * 0.5 for i in range(50000)]) + statistics.stdev([i * 0.25 for i in range(50000)]), 6)))
measure("datetime parse", lambda: times(1, lambda: sum([datetime.datetime.fromisoformat(f"2024-0{1 + i % 9}-15T10:{10 + i % 50}:00").minute for i in range(5000)])))
