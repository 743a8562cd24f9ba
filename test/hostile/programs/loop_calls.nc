// Calls that are inlined into a loop.
function twice(x) { return x * 2 % 1000003 }
function spin() { var i = 1; while true { i = twice(i) + 1 } }
spin()
#time
