import sys


class Node:
    __slots__ = ("value", "next")

    def __init__(self, value):
        self.value = value
        self.next = None


class Queue:
    __slots__ = ("first", "last", "length")

    def __init__(self, value):
        self.first = self.last = Node(value)
        self.length = 1

    def push(self, value):
        node = Node(value)
        self.last.next = node
        self.last = node
        self.length += 1

    def pop(self):
        node = self.first
        self.first = node.next
        self.length -= 1
        return node.value


size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000000
queue = Queue(0)
total = 0
for i in range(1, size):
    queue.push(i * 7 % 1000)
    if queue.length > 50000:
        total += queue.pop()
print(total, queue.length)
