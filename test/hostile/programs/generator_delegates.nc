// yield from, ever deeper.
function deeper(n) { yield n; yield from deeper(n + 1) }
for (n in deeper(0)) { }
#throws memory time
