class Board {
  found = 0;
  checksum = 0;

  constructor(size) {
    this.size = size;
    this.columns = new Array(size).fill(false);
    this.rising = new Array(2 * size).fill(false);
    this.falling = new Array(2 * size).fill(false);
    this.queens = new Array(size).fill(0);
  }

  isFree(row, column) {
    return !this.columns[column] && !this.rising[row + column] && !this.falling[row - column + this.size];
  }

  mark(row, column, taken) {
    this.columns[column] = taken;
    this.rising[row + column] = taken;
    this.falling[row - column + this.size] = taken;
  }

  record() {
    this.found += 1;
    for (let i = 0; i < this.size; i++) this.checksum = (this.checksum * 13 + this.queens[i]) % 999983;
  }

  place(row) {
    if (row === this.size) {
      this.record();
      return;
    }
    for (let column = 0; column < this.size; column++) {
      if (this.isFree(row, column)) {
        this.queens[row] = column;
        this.mark(row, column, true);
        this.place(row + 1);
        this.mark(row, column, false);
      }
    }
  }
}

function main(size) {
  const board = new Board(size);
  board.place(0);
  console.log(`${board.found} ${board.checksum}`);
}

main(Number(process.argv[2] ?? 12));
