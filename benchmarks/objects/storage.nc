// A tree of lists of uneven width, built and thrown away: allocation of lists.
// small size: 2
import { sizeOr, report } from "../answer"

class Random {
    seed: int = 74755

    next(): int {
        self.seed = (self.seed * 25173 + 13849) % 65536
        return self.seed
    }
}

class Storage {
    lists: int = 0
    slots: int = 0
    random: Random = Random()

    build(depth: int): List<any> {
        self.lists += 1
        if (depth == 1) {
            width = self.random.next() % 10 + 1
            self.slots += width
            return [null] * width
        }
        children = []
        for _ in 0..4 { children.append(self.build(depth - 1)) }
        self.slots += 4
        return children
    }
}

function main() {
    size = sizeOr(80)
    storage = Storage()
    for _ in 0..size { storage.build(7) }
    report(size, "${storage.lists} ${storage.slots}", {80: "436880 2238980", 2: "10922 56238"})
}
