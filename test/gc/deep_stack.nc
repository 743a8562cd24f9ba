// A hundred thousand frames that wait while the one on top allocates.
class Box { constructor(v) { self.v = v } }
function churn(n) { last = null; for i in 0..n { last = Box([i, last == null]) } return last }
function down(n, x) {
    if (n == 0) { churn(400000); return 0 }
    keep = Box(n)
    r = down(n - 1, keep)
    return r + keep.v % 2
}
print(down(100000, null))
