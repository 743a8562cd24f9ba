// Every death makes two.
class A { destructor() { A(); A() } }
function make() { A() }
make()
while true { let x = [1, 2, 3] }
#time memory
