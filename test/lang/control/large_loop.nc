total = 0
for i in 0..200000 { if i % 3 == 0 { total += i } }
print(total) #> 6666633333
#modes: source nbc
