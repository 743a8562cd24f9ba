interface Aged { function age(): int }
class X {}
class Y {}
class Z(X, Y) {} #error: N0505 cannot be a base
class Fine(X, Aged) { function age() { return 1 } }
