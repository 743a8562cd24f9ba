// A tour of Noodle: reads a small data file, checks it, and prints a report.
// Run it with: tools/dev/run examples/tour.nc [file]
import { readText } from "fs"
import * as path from "path"
import { args } from "sys"

enum Quality { Good, Suspicious(reason: string) }

struct Entry {
    field: string
    crop: string
    tonnes: float
    date?: string
}

error BadLine extends Error { line: int }

// Text in, entry out. What cannot be read is an error that knows its line.
function parseEntry(text: string, line: int): Entry {
    parts = text.split(",").map(p => p.trim())
    if parts.length < 3 { throw BadLine("too few columns", line: line) }
    try {
        return Entry(parts[0], parts[1], float(parts[2]), parts.length > 3 ? parts[3] : null)
    } catch (ValueError e) {
        throw BadLine("'${parts[2]}' is not a number", line: line) from e
    }
}

// A generator: entries one at a time, bad lines reported and skipped.
function* entries(text: string, problems: List<string>) {
    for (number, line in enumerate(text.lines(), 1)) {
        if line.isEmpty() || line.startsWith("#") { continue }
        try {
            yield parseEntry(line, number)
        } catch (BadLine e) {
            problems.append("line ${e.line}: ${e.message}")
        }
    }
}

function judge(entry: Entry): Quality {
    return match entry {
        case Entry(tonnes: t) when t > 100 => Quality.Suspicious("more than 100 t")
        case Entry(date: null) => Quality.Suspicious("no date")
        case _ => Quality.Good
    }
}

class Report {
    private totals: Map<string, float> = {}
    count: int = 0

    function add(entry: Entry) {
        self.totals[entry.field] = self.totals.get(entry.field, 0.0) + entry.tonnes
        self.count += 1
    }

    function toString(): string {
        let width = 20
        let most = max(self.totals.values())
        return self.totals.items()
            .sorted((a, b) => b[1] - a[1])
            .map(([field, t]) => f"{field:<6} {t:>7.2f} t  {'#' * int(round(t / most * width))}")
            .join("\n")
    }
}

async function summarise(name: string, entries: List<Entry>) {
    await sleep(1)                            // stands for slow work; both summaries run at once
    total = entries | map(e => e.tonnes) | reduce(0.0, (a, b) => a + b)
    return f"{name}: {len(entries)} entries, {total:,.2f} t"
}

file = args.length > 0 ? args[0] : path.join(path.dirname(__file__), "data", "harvest.txt")
problems: List<string> = []
all = [...entries(readText(file), problems)]

report = Report()
for entry in all { report.add(entry) }
print("Harvest by field")
print(report)

print("\nWorth a second look")
for (entry in all) {
    match judge(entry) {
        case Quality.Suspicious(reason) => print("  ${entry.field} / ${entry.crop}: ${reason}")
        case Quality.Good => {}
    }
}
for problem in problems { print(" ", problem) }

grains = all.filter(e => e.crop in ["wheat", "barley"])
others = [e for e in all if e not in grains]
print()
for (line in await parallel([() => summarise("grain", grains), () => summarise("other", others)])) {
    print(line)
}
