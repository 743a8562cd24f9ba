function first<T>(xs: List<T>): T? { return xs.isEmpty() ? null : xs[0] }
print(first([7, 8]), first<string>([])) #> 7 null
function biggest<T: Comparable>(a: T, b: T): T where T: Comparable { return a > b ? a : b }
class N { constructor(v) { self.v = v } compareTo(o) { return self.v - o.v } }
print(biggest(N(1), N(2)).v) #> 2
interface Comparable { compareTo(o): int }
