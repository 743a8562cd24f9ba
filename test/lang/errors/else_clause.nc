def f(n):
    try:
        r = 10 / n
    except ZeroDivisionError:
        return "zero"
    else:
        return "else " + r
    finally:
        print("fin")
print(f(0), f(4)) #> fin
#> fin
#> zero else 2.5
