#!/usr/bin/env python3
"""noodle run --heap-profile: what it finds and what it writes. Usage: heap_profile_test.py NOODLE [name…]"""
import json
import pathlib
import re
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
    expect((status, err if code == 0 and "--leaks" not in flags else ""), (code, ""))
    return target.read_text(), out, err


def leaks_of(folder, text, *flags):
    status, out, err = run("run", "--leaks", *flags, write(folder, "p.nc", text))
    expect(status, 0)
    return out, err


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
def every_allocation_has_the_same_chance(folder):
    """Two lines that allocate in turn, with an even number of cells in each span."""
    text = """
class Node { constructor(n) { self.n = n } }
function both(n) {
    let last = null
    for i in 0..n {
        last = Node(i)
        last = Node(i + 1)
        last = [i]
    }
    return last
}
both(400000)
"""
    for flags in ([], ["--level=NONE"], ["--jit-threshold=0"]):
        data = json.loads(profile(folder, text, *flags)[0])
        lines = {}
        for site in sites_of(data, "both"):
            lines[site["line"]] = lines.get(site["line"], 0) + site["allocatedObjects"]
        # The constructor is inlined where the program is compiled and a call of its own where it is not.
        first, second = lines[6], lines[7]
        if not (0.7 < first / second < 1.4 and 250_000 < first < 600_000):
            raise AssertionError(f"{flags}: {lines}")


@test
def compiled_code_is_seen_like_any_other(folder):
    text = PROGRAM.replace("20000", "200000")
    shares = []
    for flags in (["--level=NONE"], ["--jit-threshold=0"]):
        data = json.loads(profile(folder, text, *flags)[0])
        total = sum(site["allocatedBytes"] for site in data["sites"])
        shares.append(sum(site["allocatedBytes"] for site in sites_of(data, "churn")) / total)
        expect({site["line"] for site in sites_of(data, "churn")}, {13})
    if abs(shares[0] - shares[1]) > 0.1:
        raise AssertionError(f"{shares}")


@test
def what_only_grows_and_is_old_is_a_leak(folder):
    leaks = json.loads(profile(folder, PROGRAM, "--leak-threshold=0")[0])["leaks"]
    if not any("grow" in leak["place"] and leak["type"] == "Node" for leak in leaks):
        raise AssertionError(f"{leaks}")
    if any("churn" in leak["place"] for leak in leaks):
        raise AssertionError(f"{leaks}")
    leak = next(leak for leak in leaks if leak["type"] == "Node")
    expect(leak["path"][:2], ["module p", "kept = List"])
    expect(leak["path"][2].endswith("] = Node"), True)
    if leak["bytes"] < 1_000_000 or leak["objects"] < 10_000 or leak["ageSeconds"] <= 0:
        raise AssertionError(f"{leak}")
    out, err = leaks_of(folder, PROGRAM, "--leak-threshold=0")
    expect(out, "100000\n")
    expect_in("possible leak: grow (", err)
    expect_in("held by module p > kept = List > [", err)
    expect(leaks_of(folder, PROGRAM), ("100000\n", "no leaks\n"))


@test
def paths_name_fields_keys_and_captured_variables(folder):
    text = """
import runtime
class Owner { constructor() { self.first = 1
 self.held = { names: [] } } }
class Thing { constructor(n) { self.n = n } }
owner = Owner()
function keeper() {
    let hidden = []
    return n => hidden.append([n])
}
keep = keeper()
function fill(n) {
    for i in 0..n {
        owner.held["names"].append(Thing(i))
        keep(i)
    }
}
for round in 0..4 {
    fill(20000)
    runtime.gc()
}
"""
    leaks = json.loads(profile(folder, text, "--leak-threshold=0")[0])["leaks"]
    paths = [leak["path"] for leak in leaks if leak["type"] == "Thing"]
    expect(paths[0][:4], ["module p", "owner = Owner", ".held = Map", '["names"] = List'])
    paths = [" > ".join(leak["path"]) for leak in leaks]
    if not any("keep = function" in path and "captured variable = List" in path for path in paths):
        raise AssertionError(f"{leaks}")


@test
def a_population_that_falls_is_no_leak(folder):
    text = PROGRAM.replace("    runtime.gc()", "    runtime.gc()\n    if round == 3 { kept = [] }\n    runtime.gc()")
    leaks = json.loads(profile(folder, text.replace("print(kept.length)", ""), "--leak-threshold=0")[0])["leaks"]
    expect([leak for leak in leaks if "grow" in leak["place"]], [])


@test
def programs_can_ask_for_their_leaks(folder):
    text = """
import runtime
kept = []
print(runtime.leaks())
for round in 0..4 {
    for i in 0..20000 { kept.append([i]) }
    runtime.gc()
}
for leak in runtime.leaks() {
    if leak["type"] == "List" and leak["objects"] > 1000 {
        print(leak["path"][0], leak["path"][1], leak["age"] > 0, leak["bytes"] > 100000, leak["place"].endsWith("p.nc:6)"))
        break
    }
}
"""
    status, out, err = run("run", "--leak-threshold=0", write(folder, "p.nc", text))
    expect((status, out, err), (0, "[]\nmodule p kept = List true true true\n", ""))


@test
def what_is_open_at_the_end_is_listed(folder):
    text = """
function opens(name) { return open(name, "w") }
kept = opens("%s/kept.txt")
closed = opens("%s/closed.txt")
closed.close()
with opens("%s/managed.txt") as f { f.write("x") }
function forgets() { opens("%s/lost.txt").write("x") }
forgets()
async function waits(t) { await t }
import asyncio
never = asyncio.Event()
task = waits(never.wait())
import net
import process
server = net.listen()
gone = net.listen()
gone.close()
child = process.spawn(["sleep", "0.3"])
import runtime
function deep(n) { if n > 0 { deep(n - 1) } }
deep(50)
runtime.gc()
print("done")
""".replace("%s", str(folder))
    out, err = leaks_of(folder, text)
    expect(out, "done\n")
    if not re.search(rf"open at the end: file {re.escape(str(folder))}/kept\.txt, \d+ s old, opened by opens \(", err):
        raise AssertionError(err)
    expect_in("p.nc:2)", err)
    expect(err.count("open at the end: socket "), 1)
    expect(err.count("open at the end: process "), 1)
    expect_in("open at the end: task waits, waiting at line 9", err)
    expect_in(f"lost without being closed: file {folder}/lost.txt", err)
    for name in ("closed.txt", "managed.txt"):
        if name in err:
            raise AssertionError(err)


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
def the_leak_of_the_guide_is_found_and_mended(folder):
    guide = (pathlib.Path(__file__).parents[2] / "docs" / "memory_guide.md").read_text()
    program = next(block for block in re.findall(r"```noodle\n(.*?)```", guide, re.S) if "class Desk" in block)
    path = write(folder, "shop.nc", program)
    status, out, err = run("run", "--leaks", "--leak-threshold=0", path)
    expect((status, out), (0, "38961\n"))
    expect_in("possible leak: handle (", err)
    expect_in("held by module shop > desk = Desk > .open = Map > [", err)
    expect_in("] = Order\n", err)
    mended = program.replace('{ return "refused" }', '{ desk.finish(order)\n return "refused" }')
    expect(run("run", "--leaks", "--leak-threshold=0", write(folder, "shop.nc", mended)), (0, "38961\n", "no leaks\n"))


@test
def mistakes(folder):
    path = write(folder, "a.nc", "print(1)")
    expect(run("run", "--heap-profile=out.txt", path)[0], 2)
    status, out, err = run("run", "--heap-profile=/proc/none/out.json", path)
    expect((status in (4, 74), out), (True, ""))
    expect_in("/proc/none/out.json", err)
    locked = pathlib.Path(folder) / "locked"
    locked.mkdir()
    (locked / "out.json").mkdir()
    status, out, err = run("run", f"--heap-profile={locked}/out.json", path)
    expect((status != 0, out), (True, ""))
    expect_in("out.json", err)


main()
