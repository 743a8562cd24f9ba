import sys


class Record:
    __slots__ = ("id", "name", "values")

    def __init__(self, id, name, values):
        self.id = id
        self.name = name
        self.values = values


def make_record(key, round):
    return Record(key, f"record {key}.{round}", [key, round, key + round])


size = int(sys.argv[1]) if len(sys.argv) > 1 else 700000
records = {key: make_record(key, 0) for key in range(size)}
seed = 1
for round in range(1, 2 * size + 1):
    seed = (seed * 16807) % 2147483647
    key = (seed // 8) % size
    records[key] = make_record(key, round % 100)
total = letters = 0
for key in range(size):
    record = records[key]
    total += record.values[1] + record.values[2] - record.id
    letters += len(record.name)
print(total, letters)
