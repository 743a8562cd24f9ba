# Reads a web server's log and prints what an operator wants to know. Written in the layout style.
# usage: noodle run examples/log_analyser.nc [logfile]
import sys
from fs import open
from path import join, dirname

class Request:
    def __init__(self, time: str, level: str, method: str, url: str, status: int, ms: int):
        self.time = time
        self.level = level
        self.method = method
        self.url = url
        self.status = status
        self.ms = ms

    @property
    def failed(self) -> bool:
        return self.status >= 500

    def __str__(self):
        return f"{self.time[11:]} {self.method} {self.url} -> {self.status} in {self.ms} ms"

def parse(line: str) -> Request?:
    words = line.split()
    if len(words) != 6 or not words[5].endswith("ms"):
        return None
    return Request(words[0], words[1], words[2], words[3], int(words[4]), int(words[5][:-2]))

def read_requests(name):
    skipped = 0
    with open(name) as log:
        for line in log:
            request = parse(line.rstrip())
            if request is None:
                skipped += 1
                continue
            yield request
    if skipped > 0:
        print(f"({skipped} unreadable lines skipped)")

def percentile(values, share):
    ordered = sorted(values)
    index = int(share * (len(ordered) - 1) + 0.5)
    return ordered[index]

name = sys.args[0] if len(sys.args) > 0 else join(dirname(__file__), "data", "server.log")
requests = list(read_requests(name))

by_status = {}
by_url = {}
for r in requests:
    by_status[r.status] = by_status.get(r.status, 0) + 1
    by_url.setdefault(r.url, []).append(r.ms)

print(f"{len(requests)} requests")
print("status  count")
for status in sorted(by_status.keys()):
    print(f"{status:>6} {by_status[status]:>6}")

print("url                 hits   median      max")
for url, times in sorted(by_url.items(), key=lambda item: -len(item[1])):
    print(f"{url:<18} {len(times):>5} {percentile(times, 0.5):>5} ms {max(times):>5} ms")

failures = [r for r in requests if r.failed]
print(f"failures: {len(failures)} ({len(failures) / len(requests):.1%})")
for r in failures:
    print(" ", r)
