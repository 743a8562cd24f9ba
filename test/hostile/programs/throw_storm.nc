function f(n) { if (n == 0) { throw ValueError("x") } f(n - 1) }
while true { try { f(100) } catch (e) { } }
#time
