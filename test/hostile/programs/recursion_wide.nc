// Never deep, never done.
function f(n) { if (n > 0) { f(n - 1); f(n - 1) } }
f(200)
#time
