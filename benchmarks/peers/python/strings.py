import sys


def main(size):
    items = []
    for i in range(size):
        items.append("item" + str(i) + ",")
    text = "".join(items)
    parts = text.split(",")
    starting = 0
    letters = 0
    for part in parts:
        if part.startswith("item1"):
            starting += 1
        letters += len(part)
    joined = "; ".join(parts)
    print(len(text), len(parts), starting, letters, len(joined))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 600000)
