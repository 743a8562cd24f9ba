import sys


class Tree:
    __slots__ = ("left", "right")

    def __init__(self, depth):
        self.left = Tree(depth - 1) if depth > 0 else None
        self.right = Tree(depth - 1) if depth > 0 else None

    def count(self):
        return 1 if self.left is None else 1 + self.left.count() + self.right.count()


size = int(sys.argv[1]) if len(sys.argv) > 1 else 17
long = Tree(size)
total = 0
for depth in range(4, size):
    for _ in range(1 << (size - depth)):
        total += Tree(depth).count()
print(total, long.count())
