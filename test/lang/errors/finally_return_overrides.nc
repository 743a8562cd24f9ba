function f() { try { throw Error("x") } finally { return 5 } }
print(f()) #> 5
