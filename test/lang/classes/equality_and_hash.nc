class K {
    constructor(v) { self.v = v }
    equals(o) { return o is K && o.v == self.v }
    hash() { return hash(self.v) }
}
print(K(1) == K(1), K(1) != K(2), {[K(1)]: "x"}[K(1)]) #> true true x
class I { }
i = I()
print(i == i, i == I(), {[i]: 1}[i]) #> true false 1
