a = 1; b = 2; print(a + b); #> 3
if a == 1: print("x"); print("y") #> x
#> y
