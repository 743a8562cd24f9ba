// Errors thrown through three calls and caught.
// small size: 1000
import { sizeOr, report } from "../answer"

function check(i: int): int {
    if (i >= 0) { throw Error("boom") }
    return i
}

function middle(i: int): int { return check(i) + 1 }

function outer(i: int): int { return middle(i) + 1 }

function main() {
    size = sizeOr(1000000)
    caught = 0
    for i in 0..size {
        try {
            caught += outer(i)
        } catch (e) {
            if (e.message[0] == "b") { caught += 1 }
        }
    }
    report(size, str(caught), {1000000: "1000000", 1000: "1000"})
}
