lazy import "./mods/noisy"
print("before") #> before
print(noisy.value) #> noisy loads
#> 7
