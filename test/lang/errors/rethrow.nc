def f():
    try:
        raise ValueError("v")
    except ValueError as e:
        print("seen")
        raise
try:
    f()
except Exception as e:
    print(type(e).name, e)
#> seen
#> ValueError v
