import sys


class Entry:
    __slots__ = ("name", "body", "uses")

    def __init__(self, name, body):
        self.name = name
        self.body = body
        self.uses = 0


size = int(sys.argv[1]) if len(sys.argv) > 1 else 600000
capacity = 50000
entries = {}
order = [""] * capacity
seed, hits, made = 42, 0, 0
for _ in range(size):
    seed = (seed * 16807) % 2147483647
    name = "key" + str((seed // 16) % 100000)
    entry = entries.get(name)
    if entry is None:
        slot = made % capacity
        if order[slot] != "":
            del entries[order[slot]]
        entries[name] = Entry(name, "body of " + name)
        order[slot] = name
        made += 1
    else:
        entry.uses += 1
        hits += 1
print(hits, made, len(entries))
