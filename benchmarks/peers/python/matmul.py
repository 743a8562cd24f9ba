import sys


def main(n):
    a = []
    b = []
    for i in range(n):
        row_a = []
        row_b = []
        for j in range(n):
            row_a.append(i - j * 0.5)
            row_b.append(i * 0.25 + j)
        a.append(row_a)
        b.append(row_b)
    c = []
    for i in range(n):
        row = []
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i][k] * b[k][j]
            row.append(total)
        c.append(row)
    print(f"{c[n // 2][n // 3] + c[n - 1][n - 1]:.3f}")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 250)
