function f(x) { return match x { [[[[a, ...b], ...c], ...d], ...e] => 1, [...r, 1] => 2, _ => 3 } }
let x = [[[[1] * 1000] * 10] * 10] * 10
while true { f(x) }
#time
