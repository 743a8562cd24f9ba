#!/usr/bin/env python3
"""noodle run --heap-profile: what it finds and what it writes. Usage: heap_profile_test.py NOODLE [name…]"""
import json
import pathlib
import xml.etree.ElementTree as xml

from harness import expect, expect_in, main, run, test, write

PROGRAM = """
import runtime

class Node { constructor(n) { self.n = n
 self.next = null } }
class Passing { constructor(n) { self.n = n } }
kept = []
function grow(n) {
    for i in 0..n { kept.append(Node(i)) }
}
function churn(n) {
    let sum = 0
    for i in 0..n { sum += Passing(i).n }
    return sum
}
for round in 0..5 {
    grow(20000)
    churn(20000)
    runtime.gc()
}
print(kept.length)
"""


def profile(folder, text, *flags, name="out.json", code=0):
    target = pathlib.Path(folder) / name
    status, out, err = run("run", f"--heap-profile={target}", *flags, write(folder, "p.nc", text))
    expect((status, err if code == 0 and "--leak-threshold=0" not in flags else ""), (code, ""))
    return target.read_text(), out, err


def sites_of(data, function):
    return [site for site in data["sites"] if site["function"] == function]


@test
def bytes_go_to_the_lines_that_allocate(folder):
    text, out, _ = profile(folder, PROGRAM)
    expect(out, "100000\n")
    data = json.loads(text)
    expect(data["leaks"], [])
    total = sum(site["allocatedBytes"] for site in data["sites"])
    live = sum(site["liveBytes"] for site in data["sites"])
    grow = sum(site["allocatedBytes"] for site in sites_of(data, "grow"))
    churn = sum(site["allocatedBytes"] for site in sites_of(data, "churn"))
    if not (0.4 < grow / total < 0.95 and 0.05 < churn / total < 0.5):
        raise AssertionError(f"grow has {grow} and churn {churn} of {total}")
    if sum(site["liveBytes"] for site in sites_of(data, "grow")) < 0.8 * live:
        raise AssertionError("what lives was allocated in grow")
    expect({site["line"] for site in sites_of(data, "grow")}, {9})
    types = {row["name"]: row for row in data["types"]}
    # 100,000 nodes live; an estimate from some hundred samples.
    if not 60_000 < types["Node"]["liveObjects"] < 150_000:
        raise AssertionError(f"{types['Node']}")
    if types["Passing"]["liveObjects"] > 5_000 or types["Passing"]["allocatedObjects"] < 50_000:
        raise AssertionError(f"{types['Passing']}")


@test
def calls_lead_to_their_callers(folder):
    data = json.loads(profile(folder, "function a(n) { return [0] * n }\nfunction b(n) { return a(n) }\nlet xs = b(1000000)")[0])
    site = max(data["sites"], key=lambda s: s["allocatedBytes"])
    path = []
    while site:
        path.append((site["function"], site["line"]))
        site = data["sites"][site["parent"]] if site["parent"] is not None else None
    expect(path, [("a", 1), ("b", 2), ("<module>", 3), ("program", 0)])


@test
def what_only_grows_and_is_old_is_a_leak(folder):
    text, _, err = profile(folder, PROGRAM, "--leak-threshold=0")
    expect_in("look like leaks", err)
    leaks = json.loads(text)["leaks"]
    if not any("grow" in leak["place"] and leak["type"] == "Node" for leak in leaks):
        raise AssertionError(f"{leaks}")
    if any("churn" in leak["place"] for leak in leaks):
        raise AssertionError(f"{leaks}")
    leak = next(leak for leak in leaks if leak["type"] == "Node")
    expect(leak["path"][0] in ("root", "native stack"), True)
    expect(leak["path"][-2:], ["List", "Node"])
    if leak["bytes"] < 1_000_000 or leak["objects"] < 10_000 or leak["ageSeconds"] <= 0:
        raise AssertionError(f"{leak}")


@test
def young_populations_are_no_leaks(folder):
    expect(json.loads(profile(folder, PROGRAM, "--leak-threshold=1000")[0])["leaks"], [])
    text, _, _ = profile(folder, PROGRAM, "--high-memory-threshold=0")
    expect(json.loads(text)["leaks"], [])


@test
def graphs_can_be_opened(folder):
    root = xml.fromstring(profile(folder, PROGRAM, name="out.svg")[0])
    titles = [each.text for each in root.iter("{http://www.w3.org/2000/svg}title")]
    expect_in("program: ", titles[0])
    expect(any(title.startswith("grow (") for title in titles), True)
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        right = float(box.get("x")) + float(box.get("width"))
        expect(0 <= float(box.get("x")) and right <= 1200.5, True)
    page = profile(folder, PROGRAM, name="out.html")[0]
    for part in ("<svg", "Possible leaks", "Passing", "</html>"):
        expect_in(part, page)


@test
def the_program_is_not_disturbed(folder):
    expect(profile(folder, "print('x')\nexit(7)", code=7)[1], "x\n")
    text, _, err = profile(folder, "throw ValueError('bad')", code=1)
    expect_in("ValueError: bad", err)
    expect("sites" in json.loads(text), True)
    plain = run("run", write(folder, "q.nc", PROGRAM))
    expect(plain[:2], (0, "100000\n"))
    for extra in ("--gc-stress", "--verify=heap"):
        small = PROGRAM.replace("20000", "100")
        expect(profile(folder, small, extra)[1], "500\n")


@test
def mistakes(folder):
    path = write(folder, "a.nc", "print(1)")
    expect(run("run", "--heap-profile=out.txt", path)[0], 2)
    expect(run("run", "--heap-profile=/proc/none/out.json", path)[0] in (4, 74), True)


main()
