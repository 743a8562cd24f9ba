if (n := 10) > 5 { print(n) } #> 10
xs = [last := 3, last * 2]
print(xs, last) #> [3, 6] 3
