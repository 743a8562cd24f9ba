function f() {
    bench "inner" { return 1 } #error: N0223 a `bench` block is not allowed here
}
if true {
    bench "in a branch" { return 1 } #error: N0223 a `bench` block is not allowed here
}
