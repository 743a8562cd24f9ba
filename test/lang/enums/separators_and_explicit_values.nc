enum A { X, Y
    Z }
enum B {
    P = "p"
    Q = "q",
    R = 5; S
}
enum C:
    One
    Two = 7
    Three
print([v.name for v in A], [v.value for v in B], [v.value for v in C], B("q"), C(8), A.Y.value, A["Z"]) #> ["X", "Y", "Z"] ["p", "q", 5, 6] [0, 7, 8] B.Q C.Three 1 A.Z
print(A.X == A.X, A.X != A.Y, A.X in [A.X], {A.X: 1}[A.X], A.X < A.Z, str(A.X), repr(A.X)) #> true true true 1 true A.X A.X
