bench "one" { return 1 }
bench "one" { return 2 } #error: N0303
