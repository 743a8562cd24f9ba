class Node { constructor(n) { self.next = n }
    hash() { return hash(self.next) }
    equals(o) { return self.next == o.next } }
let a = Node(null)
let b = Node(a)
a.next = b
let m = {}
m[a] = 1
#throws
