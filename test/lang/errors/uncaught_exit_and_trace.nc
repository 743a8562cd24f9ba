function inner() { throw ValueError("bad") }
function outer() { inner() }
print("before") #> before
outer()
#exit: 1
#stderr: ValueError: bad
#stderr: inner
#stderr: outer
