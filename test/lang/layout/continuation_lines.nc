total = 1 +
    2
text = "a"
    .upper()
    .lower()
ok = true
    and false
print(total, text, ok) #> 3 a false
xs = [
    1,
    2,
]
print(xs) #> [1, 2]
