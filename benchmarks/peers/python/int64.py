import sys

PRIME = 1099511628211
MASK = (1 << 64) - 1


def main(size):
    h = 0xCBF29CE484222325
    for i in range(size):
        h ^= i & 255
        h = (h * PRIME) & MASK
        h ^= h >> 29
    print(h - (1 << 64) if h >> 63 else h)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 10000000)
