// About 200 MB of records in a map that lives, of which random ones are replaced: what a full collection costs
// and how long it stops the program.
// small size: 1000
import { sizeOr, report } from "../answer"

class Record {
    id: int
    name: string
    values: List<int>

    constructor(id: int, name: string, values: List<int>) {
        self.id = id
        self.name = name
        self.values = values
    }
}

function makeRecord(key: int, round: int): Record {
    return Record(key, "record ${key}.${round}", [key, round, key + round])
}

function main() {
    size = sizeOr(700000)
    records: Map<int, Record> = {}
    for key in 0..size { records[key] = makeRecord(key, 0) }
    seed = 1
    for round in 1..(2 * size + 1) {
        seed = (seed * 16807) % 2147483647
        key = (seed ~/ 8) % size
        records[key] = makeRecord(key, round % 100)
    }
    sum = 0
    letters = 0
    for key in 0..size {
        record = records[key]
        sum += record.values[1] + record.values[2] - record.id
        letters += record.name.length
    }
    report(size, "${sum} ${letters}", {700000: "59934552 10933674", 1000: "87122 12662"})
}
