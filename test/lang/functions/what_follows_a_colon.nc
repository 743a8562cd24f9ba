def one(): 1 + 1
def two(): int { return 2 }
def three(): int:
    return 3
def four(x): return x
function five(): int { return 5 }
def six() -> int { return 6 }
def seven(): pass
interface I {
    size(): int
    name(): string
}
class C implements I {
    size(): int { return 1 }
    name(): string { return "c" }
    abstract2() { return 2 }
}
print(one(), two(), three(), four(4), five(), six(), seven(), C().size(), C().name()) #> null 2 3 4 5 6 null 1 c
