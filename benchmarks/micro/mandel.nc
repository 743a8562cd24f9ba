// Float arithmetic in nested loops.
// small size: 40
import { sizeOr, report } from "../answer"

const LIMIT = 50

function main() {
    size = sizeOr(600)
    steps = 0
    for y in 0..size {
        for x in 0..size {
            cr = 2.0 * x / size - 1.5
            ci = 2.0 * y / size - 1.0
            zr = 0.0
            zi = 0.0
            i = 0
            while (i < LIMIT && zr * zr + zi * zi <= 4.0) {
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                i += 1
            }
            steps += i
        }
    }
    report(size, str(steps), {600: "8786742", 40: "38956"})
}
