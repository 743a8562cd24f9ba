// Short strings that die at once beside a ring of those that were made last.
// small size: 1000
import { sizeOr, report } from "../answer"

function main() {
    size = sizeOr(1500000)
    ring: List<string> = []
    for i in 0..1000 { ring.append("") }
    letters = 0
    for i in 0..size {
        text = "item " + str(i) + ":" + str(i * 31 % 977)
        if (text.endsWith("5")) { ring[i % 1000] = text.toUpperCase() }
        letters += text.length
    }
    kept = 0
    for text in ring { kept += text.length }
    report(size, "${letters} ${kept}", {1500000: "22720008 15934", 1000: "11775 1177"})
}
