function f() { fresh = 5; return fresh }
print(f()) #> 5
fresh = 1
function g() { fresh = 2; return fresh }
print(g(), fresh) #> 2 1
