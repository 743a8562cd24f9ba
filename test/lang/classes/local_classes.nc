function make(k) {
    class L { value() { return k } }
    return L
}
A = make(1)
B = make(2)
print(A().value(), B().value(), A() is A, A() is B) #> 1 2 true false
