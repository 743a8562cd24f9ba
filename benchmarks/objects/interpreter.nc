// An interpreter of syntax trees: one class for each kind of node, evaluated by virtual calls.
// small size: 30
import { sizeOr, report } from "../answer"

class Node {
    abstract run(frame: List<int>): int
}

class Literal extends Node {
    value: int

    constructor(value: int) { self.value = value }

    run(frame: List<int>): int { return self.value }
}

class Variable extends Node {
    slot: int

    constructor(slot: int) { self.slot = slot }

    run(frame: List<int>): int { return frame[self.slot] }
}

class Assign extends Node {
    slot: int
    value: Node

    constructor(slot: int, value: Node) {
        self.slot = slot
        self.value = value
    }

    run(frame: List<int>): int {
        result = self.value.run(frame)
        frame[self.slot] = result
        return result
    }
}

abstract class Binary extends Node {
    left: Node
    right: Node

    constructor(left: Node, right: Node) {
        self.left = left
        self.right = right
    }
}

class Add extends Binary {
    run(frame: List<int>): int { return self.left.run(frame) + self.right.run(frame) }
}

class Multiply extends Binary {
    run(frame: List<int>): int { return self.left.run(frame) * self.right.run(frame) }
}

class Remainder extends Binary {
    run(frame: List<int>): int { return self.left.run(frame) % self.right.run(frame) }
}

class Less extends Binary {
    run(frame: List<int>): int { return self.left.run(frame) < self.right.run(frame) ? 1 : 0 }
}

class If extends Node {
    condition: Node
    yes: Node
    no: Node

    constructor(condition: Node, yes: Node, no: Node) {
        self.condition = condition
        self.yes = yes
        self.no = no
    }

    run(frame: List<int>): int {
        return self.condition.run(frame) != 0 ? self.yes.run(frame) : self.no.run(frame)
    }
}

class While extends Node {
    condition: Node
    body: Node

    constructor(condition: Node, body: Node) {
        self.condition = condition
        self.body = body
    }

    run(frame: List<int>): int {
        result = 0
        while (self.condition.run(frame) != 0) { result = self.body.run(frame) }
        return result
    }
}

class Block extends Node {
    parts: List<Node>

    constructor(parts: List<Node>) { self.parts = parts }

    run(frame: List<int>): int {
        result = 0
        for part in self.parts { result = part.run(frame) }
        return result
    }
}

// i = 0; sum = 0
// while i < n { j = 0; while j < 20 { sum = (sum * 3 + i * j) % 10007; if sum % 2 < 1 { sum = sum + j }; j = j + 1 }; i = i + 1 }
function program(): Node {
    N = 0
    I = 1
    J = 2
    SUM = 3
    increment = slot => Assign(slot, Add(Variable(slot), Literal(1)))
    mix = Assign(SUM, Remainder(
        Add(Multiply(Variable(SUM), Literal(3)), Multiply(Variable(I), Variable(J))), Literal(10007)))
    even = Less(Remainder(Variable(SUM), Literal(2)), Literal(1))
    inner = Block([mix, If(even, Assign(SUM, Add(Variable(SUM), Variable(J))), Literal(0)), increment(J)])
    outer = Block([Assign(J, Literal(0)), While(Less(Variable(J), Literal(20)), inner), increment(I)])
    return Block([
        Assign(I, Literal(0)),
        Assign(SUM, Literal(0)),
        While(Less(Variable(I), Variable(N)), outer),
        Variable(SUM),
    ])
}

function main() {
    size = sizeOr(12000)
    report(size, str(program().run([size, 0, 0, 0])), {12000: "2971", 30: "399"})
}
