class A { return 1 } #error: N0
