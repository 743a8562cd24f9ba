class Cell {
  constructor(value, next) {
    this.value = value;
    this.next = next;
  }

  length() {
    let n = 0;
    for (let at = this; at !== null; at = at.next) n++;
    return n;
  }
}

function make(n) {
  return n === 0 ? null : new Cell(n, make(n - 1));
}

function isShorter(a, b) {
  let x = a;
  let y = b;
  while (y !== null) {
    if (x === null) return true;
    x = x.next;
    y = y.next;
  }
  return false;
}

function tail(x, y, z) {
  if (!isShorter(y, x)) return z;
  return tail(tail(x.next, y, z), tail(y.next, z, x), tail(z.next, x, y));
}

function main(size) {
  let total = 0;
  for (let i = 0; i < size; i++) total += tail(make(15), make(10), make(6)).length();
  console.log(total);
}

main(Number(process.argv[2] ?? 1000));
