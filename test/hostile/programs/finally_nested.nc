function f(n) { try { if (n > 0) { f(n - 1) } else { while true { } } } finally { while true { } } }
f(50)
#time
