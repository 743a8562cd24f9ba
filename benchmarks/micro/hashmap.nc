// A map with string keys that are made by concatenation: insert, update, look up, iterate.
// small size: 1000
import { sizeOr, report } from "../answer"

function main() {
    size = sizeOr(500000)
    counts: Map<string, int> = {}
    k = 0
    for _ in 0..size {
        k += 7919
        if (k >= 200003) { k -= 200003 }
        key = "key" + str(k)
        counts[key] = counts.get(key, 0) + 1
    }
    hits = 0
    k = 1
    for _ in 0..size {
        k += 7919
        if (k >= 400009) { k -= 400009 }
        found = counts.get("key" + str(k))
        if (found != null) { hits += found }
    }
    total = 0
    for n in counts.values() { total += n }
    report(size, "${counts.length} ${hits} ${total}", {500000: "200003 625262 500000", 1000: "1000 0 1000"})
}
