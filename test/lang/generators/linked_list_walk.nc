class Node<T> {
    value: T
    next: Node<T>? = null
    constructor(v: T) { self.value = v }
}
function* walk(n) { while n != null { yield n.value; n = n.next } }
a = Node(1)
a.next = Node(2)
print([...walk(a)]) #> [1, 2]
