class Random {
  seed = 74755;

  next() {
    this.seed = (this.seed * 25173 + 13849) % 65536;
    return this.seed;
  }
}

class Storage {
  lists = 0;
  slots = 0;
  random = new Random();

  build(depth) {
    this.lists += 1;
    if (depth === 1) {
      const width = (this.random.next() % 10) + 1;
      this.slots += width;
      return new Array(width).fill(null);
    }
    const children = [];
    for (let i = 0; i < 4; i++) children.push(this.build(depth - 1));
    this.slots += 4;
    return children;
  }
}

function main(size) {
  const storage = new Storage();
  for (let i = 0; i < size; i++) storage.build(7);
  console.log(`${storage.lists} ${storage.slots}`);
}

main(Number(process.argv[2] ?? 80));
