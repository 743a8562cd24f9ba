class Bag {
    constructor(items) { self.items = items }
    function __len__() { return len(self.items) }
}
class Flag {
    constructor(on) { self.on = on }
    function __bool__() { if (self.on == null) { throw ValueError("undecided") }
        return self.on }
}
class Sub extends Flag { constructor(on) { super(on) } }
class Vector { function length() { return 0.0 } }
class Plain { length = 0 }
class Sized { constructor(n) { self.n = n }
    get length() { return self.n } }
print(Sized(0) ? 1 : 2, Sized(3) ? 1 : 2) #> 2 1
print(Bag([]) ? "yes" : "no", Bag([1]) ? "yes" : "no", bool(Bag([])), not Bag([]), !Flag(true)) #> no yes false true false
if (Flag(false)) { print("on") } else { print("off") } #> off
print(Sub(false) or "other", Sub(true) and "and", Vector() ? 1 : 2, Plain() ? 1 : 2) #> other and 1 1
let bag = Bag([1, 2])
let rounds = 0
while (bag) { bag.items.pop()
    rounds += 1 }
print(rounds, [Bag([]), Bag([0])] |> filter(x => x) |> len, any([Flag(false)]), all([Flag(true)])) #> 2 1 false true
function decide(x) {
    try { return 1 + (x ? 1 : 2) } catch (ValueError e) { return e.message }
}
print(decide(Flag(null)), decide(Flag(true))) #> undecided 2
function both(a, b) {
    try { if (a && b) { return "both" }
        return "not" } catch (e) { return typeOf(e) }
}
print(both(Flag(true), Flag(null)), both(Flag(false), Flag(null)), both(Flag(null), 1)) #> ValueError not ValueError
try { print(!Flag(null)) } catch (e) { print(e) } #> undecided
try { filter([1], x => Flag(null)) } catch (e) { print(e) } #> undecided
class Wrong { function __bool__() { return 1 } }
try { if (Wrong()) { print(1) } } catch (TypeError e) { print(e) } #> __bool__ of Wrong must give a bool, not int
function find(head) {
    node = head
    while (node) { node = node.next }
    return node == null
}
class Node { constructor(next) { self.next = next } }
print(find(Node(Node(null)))) #> true
