interface Named { name(): string }
interface Greets {
    name(): string
    function greet() { return "hi " + self.name() }
}
class P implements Named, Greets { function name(): string { return "p" } }
class Q { function name() { return "q" } }
print(P() is Named, Q() is Named, 5 is Named, P().greet()) #> true true false hi p
