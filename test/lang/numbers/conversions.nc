print(int("42"), int(" -7 "), int("ff", 16), int(3.99), int(-3.99), int(true)) #> 42 -7 255 3 -3 1
print(float("2.5"), float(3), float("1e3")) #> 2.5 3.0 1000.0
for text in ["", "4x", "1.5"] {
    try { print(int(text)) } catch (ValueError e) { print("ValueError") }
}
#> ValueError
#> ValueError
#> ValueError
