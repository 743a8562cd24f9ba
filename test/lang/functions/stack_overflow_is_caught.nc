function forever(n) { return forever(n + 1) + 1 }
try { forever(0) } catch (StackOverflowError e) { print("overflow") } #> overflow
print("alive") #> alive
#modes: source nbc
