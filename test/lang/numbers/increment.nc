i = 5
i++
++i
print(i, i++, i, --i) #> 7 7 8 7
xs = [1, 2]
xs[0]++
xs[1] += 10
print(xs) #> [2, 12]
