import "time"
a = time.monotonicNs()
b = time.monotonicNs()
print(b >= a, time.now() > 1.7e9) #> true true
