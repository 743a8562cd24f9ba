const REQUIRED = 0;
const STRONG = 1;
const WEAK = 3;
const WEAKEST = 4;

class Variable {
  constraints = [];
  determinedBy = null;
  strength = WEAKEST;
  stays = true;
  mark = 0;

  constructor(value) {
    this.value = value;
  }
}

// The classes below have variables, isSatisfied, forget, choose, output, inputs and execute.
class Constraint {
  constructor(strength) {
    this.strength = strength;
  }

  isInput() {
    return false;
  }

  // The last step of the constructor of a class that has instances: the constraint may be executed at once.
  attach(planner) {
    for (const v of this.variables()) v.constraints.push(this);
    planner.add(this);
  }

  inputsKnown(mark) {
    for (const v of this.inputs()) {
      if (v.mark !== mark && !v.stays && v.determinedBy !== null) return false;
    }
    return true;
  }

  recalculate() {
    const out = this.output();
    out.strength = this.strength;
    out.stays = !this.isInput();
    for (const v of this.inputs()) {
      if (v.strength > out.strength) out.strength = v.strength;
      out.stays = out.stays && v.stays;
    }
    if (out.stays) this.execute();
  }

  satisfy(mark, planner) {
    this.choose(mark);
    if (!this.isSatisfied()) {
      if (this.strength === REQUIRED) throw new Error("a required constraint cannot be satisfied");
      return null;
    }
    for (const v of this.inputs()) v.mark = mark;
    const out = this.output();
    const overruled = out.determinedBy;
    if (overruled !== null) overruled.forget();
    out.determinedBy = this;
    planner.propagate(this);
    out.mark = mark;
    return overruled;
  }
}

class Unary extends Constraint {
  satisfied = false;

  constructor(target, strength, planner) {
    super(strength);
    this.target = target;
    this.attach(planner);
  }

  variables() {
    return [this.target];
  }

  isSatisfied() {
    return this.satisfied;
  }

  forget() {
    this.satisfied = false;
  }

  output() {
    return this.target;
  }

  inputs() {
    return [];
  }

  execute() {}

  choose(mark) {
    this.satisfied = this.target.mark !== mark && this.strength < this.target.strength;
  }
}

class Stay extends Unary {}

class Edit extends Unary {
  isInput() {
    return true;
  }
}

class Binary extends Constraint {
  // 0: unsatisfied, 1: the second is computed from the first, -1: the other way.
  direction = 0;

  constructor(first, second, strength) {
    super(strength);
    this.first = first;
    this.second = second;
  }

  variables() {
    return [this.first, this.second];
  }

  isSatisfied() {
    return this.direction !== 0;
  }

  forget() {
    this.direction = 0;
  }

  output() {
    return this.direction > 0 ? this.second : this.first;
  }

  inputs() {
    return [this.direction > 0 ? this.first : this.second];
  }

  choose(mark) {
    const forwards = this.second.mark !== mark && this.strength < this.second.strength;
    const backwards = this.first.mark !== mark && this.strength < this.first.strength;
    if (this.first.mark === mark) {
      this.direction = forwards ? 1 : 0;
    } else if (this.second.mark === mark) {
      this.direction = backwards ? -1 : 0;
    } else if (this.first.strength > this.second.strength) {
      this.direction = backwards ? -1 : 0;
    } else {
      this.direction = forwards ? 1 : 0;
    }
  }
}

class Equal extends Binary {
  constructor(first, second, strength, planner) {
    super(first, second, strength);
    this.attach(planner);
  }

  execute() {
    if (this.direction > 0) {
      this.second.value = this.first.value;
    } else {
      this.first.value = this.second.value;
    }
  }
}

// second === first * factor + offset
class Linear extends Binary {
  constructor(first, second, factor, offset, planner) {
    super(first, second, REQUIRED);
    this.factor = factor;
    this.offset = offset;
    this.attach(planner);
  }

  execute() {
    if (this.direction > 0) {
      this.second.value = this.first.value * this.factor + this.offset;
    } else {
      this.first.value = Math.floor((this.second.value - this.offset) / this.factor);
    }
  }
}

class Planner {
  mark = 0;

  newMark() {
    this.mark += 1;
    return this.mark;
  }

  add(constraint) {
    const mark = this.newMark();
    let next = constraint;
    while (next !== null) next = next.satisfy(mark, this);
  }

  propagate(start) {
    const work = [start];
    while (work.length > 0) {
      const constraint = work.pop();
      constraint.recalculate();
      this.consumers(constraint.output(), work);
    }
  }

  consumers(v, found) {
    for (const c of v.constraints) {
      if (c !== v.determinedBy && c.isSatisfied()) found.push(c);
    }
  }

  remove(constraint) {
    for (const v of constraint.variables()) v.constraints.splice(v.constraints.indexOf(constraint), 1);
    if (!constraint.isSatisfied()) return;
    const out = constraint.output();
    constraint.forget();
    out.determinedBy = null;
    out.strength = WEAKEST;
    out.stays = true;
    const waiting = [];
    const work = [out];
    while (work.length > 0) {
      const v = work.pop();
      for (const c of v.constraints) {
        if (!c.isSatisfied()) {
          waiting.push(c);
        } else if (c !== v.determinedBy) {
          c.recalculate();
          work.push(c.output());
        }
      }
    }
    for (let strength = REQUIRED; strength <= WEAKEST; strength++) {
      for (const c of waiting) {
        if (c.strength === strength) this.add(c);
      }
    }
  }

  plan(source) {
    const mark = this.newMark();
    const steps = [];
    const work = [source];
    while (work.length > 0) {
      const constraint = work.pop();
      const out = constraint.output();
      if (out.mark !== mark && constraint.inputsKnown(mark)) {
        steps.push(constraint);
        out.mark = mark;
        this.consumers(out, work);
      }
    }
    return steps;
  }

  change(v, values) {
    const edit = new Edit(v, STRONG, this);
    const steps = this.plan(edit);
    for (const value of values) {
      v.value = value;
      for (const step of steps) step.execute();
    }
    this.remove(edit);
    return steps.length;
  }
}

function chain(length) {
  const planner = new Planner();
  const variables = [];
  for (let i = 0; i <= length; i++) variables.push(new Variable(0));
  for (let i = 0; i < length; i++) new Equal(variables[i], variables[i + 1], REQUIRED, planner);
  new Stay(variables[length], WEAK, planner);
  let steps = planner.change(variables[0], [7, 8, 9]);
  steps += planner.change(variables[Math.floor(length / 2)], [20, 30]);
  if (variables[length].value !== 30) throw new Error("the chain is not equal");
  return steps;
}

function projection(count) {
  const planner = new Planner();
  const pairs = [];
  for (let i = 0; i < count; i++) {
    const source = new Variable(i);
    const target = new Variable(0);
    new Stay(source, WEAK, planner);
    new Linear(source, target, 10, 1000, planner);
    pairs.push([source, target]);
  }
  let sum = 0;
  for (const [source, target] of pairs) {
    planner.change(source, [17]);
    if (target.value !== 1170) throw new Error("forwards");
    planner.change(target, [1050]);
    if (source.value !== 5) throw new Error("backwards");
    sum += source.value + target.value;
  }
  return sum;
}

function main(size) {
  console.log(`${chain(10 * size)} ${projection(10 * size)}`);
}

main(Number(process.argv[2] ?? 1000));
