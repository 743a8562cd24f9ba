// Functions of the standard library, timed one by one: name, seconds of CPU, and a figure that the other language must get too.
import "time"
import "json"
import "re"
import "csv"
import "hash"
import "encoding"
import "collections"
import "statistics"
import "datetime"
import "functools"

function measure(name, f) {
    f()
    let begin = time.cpuTime()
    let answer = f()
    print(name, time.cpuTime() - begin, answer, sep: "\t")
}
function times(n, f) {
    let last = null
    for _ in 0..n { last = f() }
    return last
}

const words = ["${"alpha beta gamma delta epsilon zeta eta theta".split()[i % 8]}${i * 7919 % 1000}" for i in 0..20000]
const text = " ".join(words)
const lines = "\n".join(["${i},${words[i]},\"quoted, ${words[(i * 3) % 20000]}\",${i * 0.5}" for i in 0..20000]) + "\n"
const document = [{"id": i, "name": words[i], "tags": [words[i + 1], words[i + 2]], "score": i * 0.25, "active": i % 3 == 0} for i in 0..5000]
const encoded = json.stringify(document)
const data = bytes([i * 31 % 251 for i in 0..1000]) * 4000

measure("json parse", () => times(10, () => json.parse(encoded).length))
measure("json stringify", () => times(10, () => json.stringify(document).length))
measure("re findall", () => times(20, () => re.findall(r"[a-z]+\d", text).length))
measure("re finditer", () => times(5, () => sum([m.start() for m in re.finditer(r"e(t|l)a?", text)])))
measure("re search each", () => times(3, () => sum([1 for w in words if re.search(r"a\d*9$", w) != null])))
measure("re sub", () => times(10, () => re.sub(r"(\w)(\d+)", r"\2\1", text).length))
measure("re sub function", () => times(3, () => re.sub(r"\d+", m => "<" + m.group() + ">", text).length))
measure("re split", () => times(20, () => re.split(r"\s+", text).length))
measure("csv parse", () => times(10, () => csv.parse(lines).length))
const rows = csv.parse(lines)
measure("csv stringify", () => times(10, () => csv.stringify(rows).length))
measure("sha256", () => times(10, () => hash.sha256(data)[:8]))
measure("sha1", () => times(10, () => hash.sha1(data)[:8]))
measure("md5", () => times(10, () => hash.md5(data)[:8]))
measure("blake2b", () => times(10, () => hash.blake2b(data)[:8]))
measure("crc32", () => times(50, () => hash.crc32(data)))
measure("base64", () => times(20, () => encoding.base64Decode(encoding.base64Encode(data)).length))
measure("split and join", () => times(100, () => "-".join(text.split(" ")).length))
measure("replace", () => times(100, () => text.replace("alpha", "omega!").length))
measure("find and count", () => times(200, () => text.count("eta1") + text.find("nowhere")))
measure("upper and lower", () => times(200, () => text.upper().lower().length))
measure("strip each", () => times(10, () => sum([len(("  " + w + " ").strip()) for w in words])))
measure("startswith each", () => times(20, () => sum([1 for w in words if w.startsWith("gam") || w.endsWith("9")])))
measure("format each", () => times(5, () => sum([len(f"{w:>20}|{i:05d}|{i / 3:.2f}") for i, w in enumerate(words)])))
measure("Counter", () => times(20, () => collections.Counter(words).mostCommon(3)[0][1]))
function rotate() {
    let d = collections.Deque()
    for i in 0..50000 {
        d.append(i)
        if i % 3 != 0 { d.popLeft() }
    }
    return d.length
}
measure("deque", rotate)
measure("mean and stdev", () => times(3, () => round(statistics.mean([i * 0.5 for i in 0..50000]) + statistics.stdev([i * 0.25 for i in 0..50000]), 6)))
measure("datetime parse", () => times(1, () => sum([datetime.DateTime.parse("2024-0${1 + i % 9}-15T10:${10 + i % 50}:00").minute for i in 0..5000])))
