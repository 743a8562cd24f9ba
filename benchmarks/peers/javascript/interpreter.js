class Literal {
  constructor(value) {
    this.value = value;
  }

  run() {
    return this.value;
  }
}

class Variable {
  constructor(slot) {
    this.slot = slot;
  }

  run(frame) {
    return frame[this.slot];
  }
}

class Assign {
  constructor(slot, value) {
    this.slot = slot;
    this.value = value;
  }

  run(frame) {
    const result = this.value.run(frame);
    frame[this.slot] = result;
    return result;
  }
}

class Binary {
  constructor(left, right) {
    this.left = left;
    this.right = right;
  }
}

class Add extends Binary {
  run(frame) {
    return this.left.run(frame) + this.right.run(frame);
  }
}

class Multiply extends Binary {
  run(frame) {
    return this.left.run(frame) * this.right.run(frame);
  }
}

class Remainder extends Binary {
  run(frame) {
    return this.left.run(frame) % this.right.run(frame);
  }
}

class Less extends Binary {
  run(frame) {
    return this.left.run(frame) < this.right.run(frame) ? 1 : 0;
  }
}

class If {
  constructor(condition, yes, no) {
    this.condition = condition;
    this.yes = yes;
    this.no = no;
  }

  run(frame) {
    return this.condition.run(frame) !== 0 ? this.yes.run(frame) : this.no.run(frame);
  }
}

class While {
  constructor(condition, body) {
    this.condition = condition;
    this.body = body;
  }

  run(frame) {
    let result = 0;
    while (this.condition.run(frame) !== 0) result = this.body.run(frame);
    return result;
  }
}

class Block {
  constructor(parts) {
    this.parts = parts;
  }

  run(frame) {
    let result = 0;
    for (const part of this.parts) result = part.run(frame);
    return result;
  }
}

// i = 0; sum = 0
// while i < n { j = 0; while j < 20 { sum = (sum * 3 + i * j) % 10007; if sum % 2 < 1 { sum = sum + j }; j = j + 1 }; i = i + 1 }
function program() {
  const [N, I, J, SUM] = [0, 1, 2, 3];
  const literal = (value) => new Literal(value);
  const variable = (slot) => new Variable(slot);
  const increment = (slot) => new Assign(slot, new Add(variable(slot), literal(1)));
  const mix = new Assign(SUM, new Remainder(
    new Add(new Multiply(variable(SUM), literal(3)), new Multiply(variable(I), variable(J))), literal(10007)));
  const even = new Less(new Remainder(variable(SUM), literal(2)), literal(1));
  const inner = new Block([
    mix,
    new If(even, new Assign(SUM, new Add(variable(SUM), variable(J))), literal(0)),
    increment(J),
  ]);
  const outer = new Block([
    new Assign(J, literal(0)),
    new While(new Less(variable(J), literal(20)), inner),
    increment(I),
  ]);
  return new Block([
    new Assign(I, literal(0)),
    new Assign(SUM, literal(0)),
    new While(new Less(variable(I), variable(N)), outer),
    variable(SUM),
  ]);
}

function main(size) {
  console.log(program().run([size, 0, 0, 0]));
}

main(Number(process.argv[2] ?? 12000));
