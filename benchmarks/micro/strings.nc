// Building a long string from pieces, splitting it, looking at the pieces, joining them.
// small size: 1000
import { sizeOr, report } from "../answer"

function main() {
    size = sizeOr(600000)
    items = []
    for i in 0..size { items.append("item" + str(i) + ",") }
    text = items.join("")
    parts = text.split(",")
    starting = 0
    letters = 0
    for part in parts {
        if (part.startsWith("item1")) { starting += 1 }
        letters += part.length
    }
    joined = parts.join("; ")
    report(size, "${text.length} ${parts.length} ${starting} ${letters} ${joined.length}", {
        600000: "6488890 600001 111111 5888890 7088890",
        1000: "7890 1001 111 6890 8890",
    })
}
