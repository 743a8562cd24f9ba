import sys


def main(size):
    counts = {}
    k = 0
    for _ in range(size):
        k += 7919
        if k >= 200003:
            k -= 200003
        key = "key" + str(k)
        counts[key] = counts.get(key, 0) + 1
    hits = 0
    k = 1
    for _ in range(size):
        k += 7919
        if k >= 400009:
            k -= 400009
        found = counts.get("key" + str(k))
        if found is not None:
            hits += found
    total = 0
    for n in counts.values():
        total += n
    print(len(counts), hits, total)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 500000)
