// Takeuchi's function on linked lists: recursion, and a walk along both lists for each comparison.
// small size: 6
import { sizeOr, report } from "../answer"

class Cell {
    value: int
    next: Cell?

    constructor(value: int, next: Cell?) {
        self.value = value
        self.next = next
    }

    length(): int {
        n = 0
        at = self
        while (at != null) {
            n += 1
            at = at.next
        }
        return n
    }
}

function make(n: int): Cell? {
    return n == 0 ? null : Cell(n, make(n - 1))
}

function isShorter(a: Cell?, b: Cell?): bool {
    x = a
    y = b
    while (y != null) {
        if (x == null) { return true }
        x = x.next
        y = y.next
    }
    return false
}

function tail(x: Cell, y: Cell, z: Cell): Cell {
    if (!isShorter(y, x)) { return z }
    return tail(tail(x.next, y, z), tail(y.next, z, x), tail(z.next, x, y))
}

function main() {
    size = sizeOr(1000)
    total = 0
    for _ in 0..size { total += tail(make(15), make(10), make(6)).length() }
    report(size, str(total), {1000: "10000", 6: "60"})
}
