// A cache that forgets what was used longest ago: a map into a doubly linked list.
// small size: 500
import { sizeOr, report } from "../answer"

class Entry {
    key: int
    value: string
    previous: Entry? = null
    next: Entry? = null

    constructor(key: int, value: string) {
        self.key = key
        self.value = value
    }
}

class Cache {
    capacity: int
    entries: Map<int, Entry> = {}
    // The list is a ring through this entry: the youngest follows it, the oldest precedes it.
    ring: Entry = Entry(-1, "")
    hits: int = 0
    misses: int = 0
    dropped: int = 0

    constructor(capacity: int) {
        self.capacity = capacity
        self.ring.next = self.ring
        self.ring.previous = self.ring
    }

    unlink(entry: Entry) {
        entry.previous.next = entry.next
        entry.next.previous = entry.previous
    }

    linkFirst(entry: Entry) {
        entry.next = self.ring.next
        entry.previous = self.ring
        self.ring.next.previous = entry
        self.ring.next = entry
    }

    get(key: int): string? {
        entry = self.entries.get(key)
        if (entry == null) {
            self.misses += 1
            return null
        }
        self.hits += 1
        self.unlink(entry)
        self.linkFirst(entry)
        return entry.value
    }

    put(key: int, value: string) {
        if (self.entries.length >= self.capacity) {
            oldest = self.ring.previous
            self.unlink(oldest)
            self.entries.remove(oldest.key)
            self.dropped += 1
        }
        entry = Entry(key, value)
        self.entries[key] = entry
        self.linkFirst(entry)
    }
}

function main() {
    size = sizeOr(800000)
    cache = Cache(200)
    seed = 1
    letters = 0
    for i in 0..size {
        seed = (seed * 25173 + 13849) % 65536
        key = seed % 128 + i ~/ 64 % 16 * 8
        value = cache.get(key)
        if (value == null) {
            value = "value " + str(key)
            cache.put(key, value)
        }
        letters += value.length
    }
    report(size, "${cache.hits} ${cache.misses} ${cache.dropped} ${letters}", {
        800000: "680353 119647 119447 6928026",
        500: "333 167 0 4201",
    })
}
