// A queue of linked nodes: everything lives for a while and dies in the order in which it was made.
// small size: 1000
import { sizeOr, report } from "../answer"

class Node {
    value: int
    next: Node? = null

    constructor(value: int) { self.value = value }
}

class Queue {
    first: Node
    last: Node
    length: int = 1

    constructor(value: int) {
        self.first = Node(value)
        self.last = self.first
    }

    push(value: int) {
        node = Node(value)
        self.last.next = node
        self.last = node
        self.length += 1
    }

    pop(): int {
        node = self.first
        self.first = node.next
        self.length -= 1
        return node.value
    }
}

function main() {
    size = sizeOr(2000000)
    queue = Queue(0)
    sum = 0
    for i in 1..size {
        queue.push(i * 7 % 1000)
        if (queue.length > 50000) { sum += queue.pop() }
    }
    report(size, "${sum} ${queue.length}", {2000000: "974025000 50000", 1000: "0 1000"})
}
