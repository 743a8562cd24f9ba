class A { destructor() { throw ValueError("in a destructor") } }
import runtime
function make() { for (i in range(100)) { A() } }
make()
runtime.gc()
print("alive")
#ends time
