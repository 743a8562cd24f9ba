// The json module on an array of records: written, read back, read through, written again.
// small size: 100
import { parse, stringify } from "json"
import { sizeOr, report } from "../answer"

function record(i: int) {
    return {
        id: i,
        name: "user name " + str(i),
        email: "user" + str(i) + "@example.com",
        score: i * 0.5,
        active: i % 2 == 0,
        tags: ["a", "bb", "ccc"],
        pos: {x: i, y: -i},
    }
}

function main() {
    size = sizeOr(30000)
    text = stringify([record(i) for i in 0..size])
    records = parse(text)
    total = 0
    for r in records { total += r["id"] + r["pos"]["y"] + r["tags"].length }
    again = stringify(records)
    report(size, "${total} ${again == text}", {30000: "90000 true", 100: "300 true"})
}
