function dyn(v) { return v }
function outer(xs: List<int>) { return xs.length }
function read(xs: List<int>) { let n: int = xs[0]; return n }
function append(xs: List<int>, v) { xs.append(v) }
function store(xs: List<int>, v) { xs[0] = v }
function put(m: Map<string, int>, v) { m["a"] = v }
print(outer(dyn(["a", "b"])))
for f in [() => read(dyn(["a"])), () => append([1], dyn("x")), () => store([1], dyn("x")), () => put({}, dyn("x"))] {
    try { print(f()) } catch (TypeError e) { print(e) }
}
mixed = [1, 2.5]
print(typeOf(mixed[0]), mixed)
#> 2
#> expected int for variable 'n', got string
#> expected int for element of List<int>, got string
#> expected int for element of List<int>, got string
#> expected int for element of Map<string, int>, got string
#> int [1, 2.5]
