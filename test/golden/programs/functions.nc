// Functions: defaults, rest, named arguments, closures, recursion.
function fib(n: int): int { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
function describe(name, greeting = "hello", ...rest, loud = false) {
    let text = "${greeting} ${name}"
    for word in rest { text += " " + word }
    return loud ? text.upper() : text
}
function counter() {
    let n = 0
    return () => { n += 1; return n }
}
next = counter()
print(fib(10), describe("Ada", loud: true), next() + next())
