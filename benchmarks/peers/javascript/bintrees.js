const MIN_DEPTH = 4;

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
    if (this.left === null) return 1;
    return 1 + this.left.count() + this.right.count();
  }
}

const size = Number(process.argv[2] ?? 14);
const parts = [new Tree(size + 1).count()];
const kept = new Tree(size);
for (let depth = MIN_DEPTH; depth <= size; depth += 2) {
  const rounds = 1 << (size - depth + MIN_DEPTH);
  let nodes = 0;
  for (let i = 0; i < rounds; i++) nodes += new Tree(depth).count();
  parts.push(nodes);
}
parts.push(kept.count());
console.log(parts.join(" "));
