// A cache of texts by name, from which the oldest entry goes when it is full: objects that die just after they
// have become old.
// small size: 1000
import { sizeOr, report } from "../answer"

class Entry {
    name: string
    body: string
    uses: int = 0

    constructor(name: string, body: string) {
        self.name = name
        self.body = body
    }
}

function main() {
    size = sizeOr(600000)
    capacity = 50000
    entries: Map<string, Entry> = {}
    order: List<string> = []
    for i in 0..capacity { order.append("") }
    seed = 42
    hits = 0
    made = 0
    for i in 0..size {
        seed = (seed * 16807) % 2147483647
        name = "key" + str((seed ~/ 16) % 100000)
        entry = entries.get(name)
        if (entry == null) {
            slot = made % capacity
            if (order[slot] != "") { entries.remove(order[slot]) }
            entries[name] = Entry(name, "body of " + name)
            order[slot] = name
            made += 1
        } else {
            entry.uses += 1
            hits += 1
        }
    }
    report(size, "${hits} ${made} ${entries.length}", {600000: "284361 315639 50000", 1000: "10 990 990"})
}
