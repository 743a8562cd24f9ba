// One-way constraints with strengths: when a variable is edited, a plan of methods keeps the others consistent. A stronger
// constraint that comes later overrules a weaker one, which takes over again when the stronger one goes.
// small size: 10
import { sizeOr, report } from "../answer"

const REQUIRED = 0
const STRONG = 1
const WEAK = 3
const WEAKEST = 4

class Variable {
    value: int
    // Constraints that mention the variable, and the one that determines it now.
    constraints: List<Constraint> = []
    determinedBy: Constraint? = null
    // The weakest strength at which the value can be overruled.
    strength: int = WEAKEST
    stays: bool = true
    mark: int = 0

    constructor(value: int) { self.value = value }
}

class Constraint {
    strength: int

    constructor(strength: int) { self.strength = strength }

    isInput(): bool { return false }

    abstract variables(): List<Variable>
    abstract isSatisfied(): bool
    abstract forget(): void
    // Chooses the variable to determine, if one of them is weak enough and not marked.
    abstract choose(mark: int): void
    abstract output(): Variable
    abstract inputs(): List<Variable>
    abstract execute(): void

    attach(planner: Planner) {
        for v in self.variables() { v.constraints.append(self) }
        planner.add(self)
    }

    inputsKnown(mark: int): bool {
        for v in self.inputs() {
            if (v.mark != mark && !v.stays && v.determinedBy != null) { return false }
        }
        return true
    }

    // Derives strength and constancy of the output from those of the inputs; a constant output is computed at once.
    recalculate() {
        out = self.output()
        out.strength = self.strength
        out.stays = !self.isInput()
        for v in self.inputs() {
            if (v.strength > out.strength) { out.strength = v.strength }
            out.stays = out.stays && v.stays
        }
        if (out.stays) { self.execute() }
    }

    // Satisfies this constraint; the answer is the constraint that was overruled for it.
    satisfy(mark: int, planner: Planner): Constraint? {
        self.choose(mark)
        if (!self.isSatisfied()) {
            if (self.strength == REQUIRED) { throw Error("a required constraint cannot be satisfied") }
            return null
        }
        for v in self.inputs() { v.mark = mark }
        out = self.output()
        overruled = out.determinedBy
        if (overruled != null) { overruled.forget() }
        out.determinedBy = self
        planner.propagate(self)
        out.mark = mark
        return overruled
    }
}

abstract class Unary extends Constraint {
    target: Variable
    satisfied: bool = false

    constructor(target: Variable, strength: int, planner: Planner) {
        super(strength)
        self.target = target
        self.attach(planner)
    }

    variables(): List<Variable> { return [self.target] }
    isSatisfied(): bool { return self.satisfied }
    forget(): void { self.satisfied = false }
    output(): Variable { return self.target }
    inputs(): List<Variable> { return [] }
    execute(): void {}

    choose(mark: int): void {
        self.satisfied = self.target.mark != mark && self.strength < self.target.strength
    }
}

class Stay extends Unary {}

class Edit extends Unary {
    isInput(): bool { return true }
}

abstract class Binary extends Constraint {
    first: Variable
    second: Variable
    // 0: unsatisfied, 1: the second is computed from the first, -1: the other way.
    direction: int = 0

    constructor(first: Variable, second: Variable, strength: int, planner: Planner) {
        super(strength)
        self.first = first
        self.second = second
        self.attach(planner)
    }

    variables(): List<Variable> { return [self.first, self.second] }
    isSatisfied(): bool { return self.direction != 0 }
    forget(): void { self.direction = 0 }
    output(): Variable { return self.direction > 0 ? self.second : self.first }
    inputs(): List<Variable> { return [self.direction > 0 ? self.first : self.second] }

    choose(mark: int): void {
        forwards = self.second.mark != mark && self.strength < self.second.strength
        backwards = self.first.mark != mark && self.strength < self.first.strength
        if (self.first.mark == mark) {
            self.direction = forwards ? 1 : 0
        } else if (self.second.mark == mark) {
            self.direction = backwards ? -1 : 0
        } else if (self.first.strength > self.second.strength) {
            self.direction = backwards ? -1 : 0
        } else {
            self.direction = forwards ? 1 : 0
        }
    }
}

class Equal extends Binary {
    execute(): void {
        if (self.direction > 0) {
            self.second.value = self.first.value
        } else {
            self.first.value = self.second.value
        }
    }
}

// second == first * factor + offset
class Linear extends Binary {
    factor: int
    offset: int

    constructor(first: Variable, second: Variable, factor: int, offset: int, planner: Planner) {
        self.factor = factor
        self.offset = offset
        super(first, second, REQUIRED, planner)
    }

    execute(): void {
        if (self.direction > 0) {
            self.second.value = self.first.value * self.factor + self.offset
        } else {
            self.first.value = (self.second.value - self.offset) ~/ self.factor
        }
    }
}

class Planner {
    mark: int = 0

    newMark(): int {
        self.mark += 1
        return self.mark
    }

    add(constraint: Constraint) {
        mark = self.newMark()
        next = constraint
        while (next != null) { next = next.satisfy(mark, self) }
    }

    // Everything that is computed from the output of `start` gets its strength anew.
    propagate(start: Constraint) {
        work = [start]
        while (work.length > 0) {
            constraint = work.pop()
            constraint.recalculate()
            self.consumers(constraint.output(), work)
        }
    }

    consumers(v: Variable, found: List<Constraint>) {
        for c in v.constraints {
            if (c != v.determinedBy && c.isSatisfied()) { found.append(c) }
        }
    }

    remove(constraint: Constraint) {
        for v in constraint.variables() { v.constraints.removeValue(constraint) }
        if (!constraint.isSatisfied()) { return }
        out = constraint.output()
        constraint.forget()
        out.determinedBy = null
        out.strength = WEAKEST
        out.stays = true
        // What could not be satisfied before may be now; the strongest gets the first chance.
        waiting = []
        work = [out]
        while (work.length > 0) {
            v = work.pop()
            for c in v.constraints {
                if (!c.isSatisfied()) {
                    waiting.append(c)
                } else if (c != v.determinedBy) {
                    c.recalculate()
                    work.append(c.output())
                }
            }
        }
        for strength in REQUIRED..=WEAKEST {
            for c in waiting {
                if (c.strength == strength) { self.add(c) }
            }
        }
    }

    // The constraints that have to run when the value of an input changes, in order.
    plan(source: Constraint): List<Constraint> {
        mark = self.newMark()
        steps = []
        work = [source]
        while (work.length > 0) {
            constraint = work.pop()
            out = constraint.output()
            if (out.mark != mark && constraint.inputsKnown(mark)) {
                steps.append(constraint)
                out.mark = mark
                self.consumers(out, work)
            }
        }
        return steps
    }

    change(v: Variable, values: List<int>): int {
        edit = Edit(v, STRONG, self)
        steps = self.plan(edit)
        for value in values {
            v.value = value
            for step in steps { step.execute() }
        }
        self.remove(edit)
        return steps.length
    }
}

// A chain of equal variables whose far end stays, if nothing else is said.
function chain(length: int): int {
    planner = Planner()
    variables = [Variable(0) for _ in 0..=length]
    for i in 0..length { Equal(variables[i], variables[i + 1], REQUIRED, planner) }
    Stay(variables[length], WEAK, planner)
    steps = planner.change(variables[0], [7, 8, 9])
    steps += planner.change(variables[length ~/ 2], [20, 30])
    if (variables[length].value != 30) { throw Error("the chain is not equal") }
    return steps
}

function projection(count: int): int {
    planner = Planner()
    pairs = []
    for i in 0..count {
        source = Variable(i)
        target = Variable(0)
        Stay(source, WEAK, planner)
        Linear(source, target, 10, 1000, planner)
        pairs.append((source, target))
    }
    sum = 0
    for (source, target) in pairs {
        planner.change(source, [17])
        if (target.value != 1170) { throw Error("forwards") }
        planner.change(target, [1050])
        if (source.value != 5) { throw Error("backwards") }
        sum += source.value + target.value
    }
    return sum
}

function main() {
    size = sizeOr(1000)
    report(size, "${chain(10 * size)} ${projection(10 * size)}", {1000: "20002 10550000", 10: "202 105500"})
}
