function f(v: string?): int {
    if v == null { return 0 }
    return v.length
}
function g(v: int | string): int { return v is string ? v.length : v + 1 }
print(f(null), f("abc"), g("ab"), g(4)) #> 0 3 2 5
