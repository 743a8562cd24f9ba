import sys

LIMIT = 50


def main(size):
    steps = 0
    for y in range(size):
        for x in range(size):
            cr = 2.0 * x / size - 1.5
            ci = 2.0 * y / size - 1.0
            zr = 0.0
            zi = 0.0
            i = 0
            while i < LIMIT and zr * zr + zi * zi <= 4.0:
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                i += 1
            steps += i
    print(steps)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
