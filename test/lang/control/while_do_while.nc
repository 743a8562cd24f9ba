i = 0
while i < 3 { i++ }
do { i += 10 } while (i < 30)
print(i) #> 33
n = 5
while true:
    n -= 1
    if n == 3: continue
    if n < 2: break
print(n) #> 1
