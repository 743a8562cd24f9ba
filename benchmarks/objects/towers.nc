// Towers of Hanoi with discs that know what lies under them.
// small size: 8
import { sizeOr, report } from "../answer"

class Disc {
    size: int
    under: Disc? = null

    constructor(size: int) { self.size = size }
}

class Pile {
    top: Disc? = null

    push(disc: Disc) {
        if (self.top != null && self.top.size <= disc.size) { throw ValueError("a large disc on a smaller one") }
        disc.under = self.top
        self.top = disc
    }

    pop(): Disc {
        disc = self.top
        if (disc == null) { throw ValueError("no disc") }
        self.top = disc.under
        disc.under = null
        return disc
    }
}

class Towers {
    piles: List<Pile>
    moves: int = 0

    constructor(discs: int) {
        self.piles = [Pile(), Pile(), Pile()]
        for size in reversed(range(1, discs + 1)) { self.piles[0].push(Disc(size)) }
    }

    move(count: int, from: int, to: int) {
        if (count == 1) {
            self.piles[to].push(self.piles[from].pop())
            self.moves += 1
            return
        }
        other = 3 - from - to
        self.move(count - 1, from, other)
        self.move(1, from, to)
        self.move(count - 1, other, to)
    }
}

function main() {
    size = sizeOr(20)
    towers = Towers(size)
    towers.move(size, 0, 2)
    height = 0
    disc = towers.piles[2].top
    while (disc != null) {
        height += 1
        disc = disc.under
    }
    report(size, "${towers.moves} ${height}", {20: "1048575 20", 8: "255 8"})
}
