class Disc {
  under = null;

  constructor(size) {
    this.size = size;
  }
}

class Pile {
  top = null;

  push(disc) {
    if (this.top !== null && this.top.size <= disc.size) throw new Error("a large disc on a smaller one");
    disc.under = this.top;
    this.top = disc;
  }

  pop() {
    const disc = this.top;
    if (disc === null) throw new Error("no disc");
    this.top = disc.under;
    disc.under = null;
    return disc;
  }
}

class Towers {
  piles = [new Pile(), new Pile(), new Pile()];
  moves = 0;

  constructor(discs) {
    for (let size = discs; size >= 1; size--) this.piles[0].push(new Disc(size));
  }

  move(count, from, to) {
    if (count === 1) {
      this.piles[to].push(this.piles[from].pop());
      this.moves += 1;
      return;
    }
    const other = 3 - from - to;
    this.move(count - 1, from, other);
    this.move(1, from, to);
    this.move(count - 1, other, to);
  }
}

function main(size) {
  const towers = new Towers(size);
  towers.move(size, 0, 2);
  let height = 0;
  for (let disc = towers.piles[2].top; disc !== null; disc = disc.under) height++;
  console.log(`${towers.moves} ${height}`);
}

main(Number(process.argv[2] ?? 20));
