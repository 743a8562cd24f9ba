#exit: 9
import "sys"
function f() { sys.exit(9) }
print("a") #> a
f()
print("b")
