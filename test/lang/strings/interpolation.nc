name = "Ann"
xs = [1, 2]
print("hi ${name}, ${xs[0] + xs[1]} and ${"nested ${name}"}") #> hi Ann, 3 and nested Ann
print(`back ${name}
second`) #> back Ann
#> second
