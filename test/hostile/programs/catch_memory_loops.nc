// Catches running out of memory, and begins again.
while true { try { let xs = []; while true { xs.append("x" * 1000) } } catch (OutOfMemoryError e) { } }
#time
