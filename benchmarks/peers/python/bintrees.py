import sys

MIN_DEPTH = 4


class Tree:
    def __init__(self, depth):
        self.left = None
        self.right = None
        if depth > 0:
            self.left = Tree(depth - 1)
            self.right = Tree(depth - 1)

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def main(size):
    parts = [Tree(size + 1).count()]
    kept = Tree(size)
    for depth in range(MIN_DEPTH, size + 1, 2):
        nodes = 0
        for _ in range(1 << (size - depth + MIN_DEPTH)):
            nodes += Tree(depth).count()
        parts.append(nodes)
    parts.append(kept.count())
    print(*parts)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 14)
