// Finds the nested loops of control-flow graphs: depth-first numbering, dominators, natural loops; lists, sets and maps
// of objects.
// small size: 2
import { sizeOr, report } from "../answer"

class Block {
    name: int
    next: List<Block> = []
    before: List<Block> = []
    // Position in reverse postorder; -1 before the block was reached.
    order: int = -1
    dominator: Block? = null
    loop: Loop? = null

    constructor(name: int) { self.name = name }
}

class Loop {
    header: Block
    blocks: Set<int> = Set()
    parent: Loop? = null

    constructor(header: Block) { self.header = header }

    depth(): int {
        n = 1
        at = self.parent
        while (at != null) {
            n += 1
            at = at.parent
        }
        return n
    }
}

class Graph {
    blocks: List<Block> = []

    block(): Block {
        made = Block(self.blocks.length)
        self.blocks.append(made)
        return made
    }

    edge(from: Block, to: Block) {
        from.next.append(to)
        to.before.append(from)
    }

    // Appends after `at` a loop with a diamond in it and `depth` more loops inside; answers the block behind it.
    nest(at: Block, depth: int): Block {
        header = self.block()
        left = self.block()
        right = self.block()
        latch = self.block()
        exit = self.block()
        self.edge(at, header)
        self.edge(header, left)
        self.edge(header, right)
        inner = depth == 0 ? left : self.nest(left, depth - 1)
        self.edge(inner, latch)
        self.edge(right, latch)
        self.edge(latch, header)
        self.edge(latch, exit)
        return exit
    }
}

class LoopFinder {
    order: List<Block> = []
    loops: List<Loop> = []
    // By the name of the header.
    byHeader: Map<int, Loop> = {}

    number(entry: Block) {
        seen = {entry.name}
        post = []
        work = [(entry, 0)]
        while (work.length > 0) {
            (block, i) = work.pop()
            if (i < block.next.length) {
                work.append((block, i + 1))
                to = block.next[i]
                if (seen.add(to.name)) { work.append((to, 0)) }
            } else {
                post.append(block)
            }
        }
        self.order = post.reversed()
        for i in 0..self.order.length { self.order[i].order = i }
    }

    meet(a: Block, b: Block): Block {
        x = a
        y = b
        while (x != y) {
            while (x.order > y.order) { x = x.dominator }
            while (y.order > x.order) { y = y.dominator }
        }
        return x
    }

    findDominators(entry: Block) {
        entry.dominator = entry
        changed = true
        while (changed) {
            changed = false
            for block in self.order {
                if (block == entry) { continue }
                best = null
                for p in block.before {
                    if (p.dominator != null) { best = best == null ? p : self.meet(p, best) }
                }
                if (best != block.dominator) {
                    block.dominator = best
                    changed = true
                }
            }
        }
    }

    dominates(a: Block, b: Block): bool {
        at = b
        while (at.order > a.order) { at = at.dominator }
        return at == a
    }

    collect(loop: Loop, latch: Block) {
        work = [latch]
        loop.blocks.add(loop.header.name)
        while (work.length > 0) {
            block = work.pop()
            if (loop.blocks.add(block.name)) {
                for p in block.before { work.append(p) }
            }
        }
    }

    findLoops() {
        for block in self.order {
            for p in block.before {
                if (!self.dominates(block, p)) { continue }
                loop = self.byHeader.get(block.name)
                if (loop == null) {
                    loop = Loop(block)
                    self.byHeader[block.name] = loop
                    self.loops.append(loop)
                }
                self.collect(loop, p)
            }
        }
        // Outer headers come first in reverse postorder, so the last loop that contains a header is the nearest.
        for loop in self.loops {
            loop.parent = loop.header.loop
            for block in self.order {
                if (block.name in loop.blocks) { block.loop = loop }
            }
        }
    }

    run(entry: Block) {
        self.number(entry)
        self.findDominators(entry)
        self.findLoops()
    }
}

function main() {
    size = sizeOr(350)
    graph = Graph()
    entry = graph.block()
    at = entry
    for i in 0..size { at = graph.nest(at, i % 7) }
    finder = LoopFinder()
    finder.run(entry)
    depths = 0
    members = 0
    for loop in finder.loops {
        depths += loop.depth()
        members += loop.blocks.length
    }
    report(size, "${graph.blocks.length} ${finder.loops.length} ${depths} ${members}", {
        350: "7001 1400 4200 19600",
        2: "16 3 4 17",
    })
}
