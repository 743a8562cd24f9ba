class Tree {
  constructor(depth) {
    this.left = null;
    this.right = null;
    if (depth > 0) {
      this.left = new Tree(depth - 1);
      this.right = new Tree(depth - 1);
    }
  }
  count() {
    return this.left === null ? 1 : 1 + this.left.count() + this.right.count();
  }
}

const size = Number(process.argv[2] ?? 17);
const long = new Tree(size);
let total = 0;
for (let depth = 4; depth < size; depth++) {
  for (let round = 0; round < 1 << (size - depth); round++) total += new Tree(depth).count();
}
console.log(`${total} ${long.count()}`);
