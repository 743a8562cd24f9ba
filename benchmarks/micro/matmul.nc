// Product of two matrices that are lists of lists of floats.
// small size: 20
import { sizeOr, report } from "../answer"

function main() {
    n = sizeOr(250)
    a = []
    b = []
    for i in 0..n {
        rowA = []
        rowB = []
        for j in 0..n {
            rowA.append(i - j * 0.5)
            rowB.append(i * 0.25 + j)
        }
        a.append(rowA)
        b.append(rowB)
    }
    c = []
    for i in 0..n {
        row = []
        for j in 0..n {
            sum = 0.0
            for k in 0..n { sum += a[i][k] * b[k][j] }
            row.append(sum)
        }
        c.append(row)
    }
    report(n, f"{c[n ~/ 2][n ~/ 3] + c[n - 1][n - 1]:.3f}", {250: "14543156.250", 20: "6805.000"})
}
