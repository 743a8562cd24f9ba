class A { destructor() { while true { } } }
import runtime
function make() { A() }
for (i in range(10)) { make() }
runtime.gc()
while true { }
#time
