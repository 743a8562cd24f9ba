// Catching the overflow at each depth makes the tree of calls endless.
function f() { try { f() } catch (e) { f() } }
f()
#time
