// `bench "name" { … }` is checked and compiled, and only `noodle bench` runs it.
bench = 3
print(bench) #> 3
let xs = [1, 2, 3]
bench "sum of a list" {
    print("never")
    return sum(xs)
}
bench 'layout style':
    total = 0
    for x in xs:
        total += x
    return total
bench "empty" {}
function bench_plain() { return sum(xs) }
print(bench_plain()) #> 6
bench += 1
print(bench, bench == 4) #> 4 true
print("end") #> end
