class Stack<T> {
    private items: List<T> = []
    push(v: T) { self.items.append(v) }
    pop(): T? { return self.items.isEmpty() ? null : self.items.pop() }
}
s = Stack<int>()
s.push(1)
s.push(2)
print(s.pop(), s.pop(), s.pop()) #> 2 1 null
