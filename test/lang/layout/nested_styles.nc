def f(n):
    if n > 0 {
        for i in range(n):
            print(i)
        return "brace"
    }
    return "layout"
print(f(2), f(0)) #> 0
#> 1
#> brace layout
