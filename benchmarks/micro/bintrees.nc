// Allocation of small objects that live briefly beside a tree that lives long.
// small size: 6
import { sizeOr, report } from "../answer"

const MIN_DEPTH = 4

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
    size = sizeOr(14)
    parts = [Tree(size + 1).count()]
    kept = Tree(size)
    for depth in range(MIN_DEPTH, size + 1, 2) {
        rounds = 1 << (size - depth + MIN_DEPTH)
        nodes = 0
        for _ in 0..rounds { nodes += Tree(depth).count() }
        parts.append(nodes)
    }
    parts.append(kept.count())
    report(size, parts.join(" "), {
        14: "65535 507904 520192 523264 524032 524224 524272 32767",
        6: "255 1984 2032 127",
    })
}
