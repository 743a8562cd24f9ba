// All placements of queens on a board: objects that ask their neighbour, and lists of bools.
// small size: 5
import { sizeOr, report } from "../answer"

class Board {
    size: int
    columns: List<bool>
    rising: List<bool>
    falling: List<bool>
    queens: List<int>
    found: int = 0
    checksum: int = 0

    constructor(size: int) {
        self.size = size
        self.columns = [false] * size
        self.rising = [false] * (2 * size)
        self.falling = [false] * (2 * size)
        self.queens = [0] * size
    }

    isFree(row: int, column: int): bool {
        return !self.columns[column] && !self.rising[row + column] && !self.falling[row - column + self.size]
    }

    mark(row: int, column: int, taken: bool) {
        self.columns[column] = taken
        self.rising[row + column] = taken
        self.falling[row - column + self.size] = taken
    }

    record() {
        self.found += 1
        for i in 0..self.size { self.checksum = (self.checksum * 13 + self.queens[i]) % 999983 }
    }

    place(row: int) {
        if (row == self.size) {
            self.record()
            return
        }
        for column in 0..self.size {
            if (self.isFree(row, column)) {
                self.queens[row] = column
                self.mark(row, column, true)
                self.place(row + 1)
                self.mark(row, column, false)
            }
        }
    }
}

function main() {
    size = sizeOr(12)
    board = Board(size)
    board.place(0)
    report(size, "${board.found} ${board.checksum}", {12: "14200 181862", 5: "10 397616"})
}
