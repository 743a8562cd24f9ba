class B {
    constructor() { self.parts = [] }
    add(p) { self.parts.append(p); return self }
}
print(B().add(1).add(2)
    .add(3).parts) #> [1, 2, 3]
