// Many trees that die young beside one that lives: the work of a young collection is what survives it.
// small size: 6
import { sizeOr, report } from "../answer"

class Tree {
    left: Tree? = null
    right: Tree? = null

    constructor(depth: int) {
        if (depth > 0) {
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)
        }
    }

    count(): int {
        if (self.left == null) { return 1 }
        return 1 + self.left.count() + self.right.count()
    }
}

function main() {
    size = sizeOr(17)
    long = Tree(size)
    total = 0
    for depth in 4..size {
        for round in 0..(1 << (size - depth)) {
            total += Tree(depth).count()
        }
    }
    report(size, "${total} ${long.count()}", {17: "3391490 262143", 6: "250 127"})
}
