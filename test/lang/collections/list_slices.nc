xs = [0, 1, 2, 3, 4]
print(xs[1:3], xs[:-2], xs[::2], xs[::-1], xs[-1], xs[5:], xs[-9:2]) #> [1, 2] [0, 1, 2] [0, 2, 4] [4, 3, 2, 1, 0] 4 [] [0, 1]
xs[1:3] = [9]
print(xs) #> [0, 9, 3, 4]
for bad in [4, -5] { try { xs[bad] } catch (IndexError e) { print("IndexError") } }
#> IndexError
#> IndexError
