function f() {
    try { print("a"); return "r" } finally { print("b") }
}
print(f()) #> a
#> b
#> r
function g() { for i in 0..3 { try { if i == 1 { break }; print(i) } finally { print("f", i) } } }
g() #> 0
#> f 0
#> f 1
