class Quiet:
    def __enter__(self): return "value"
    def __exit__(self, kind, error, trace):
        print(kind is not None, error.message if error is not None else None)
        return True
with Quiet() as v:
    print(v)
    raise ValueError("hidden")
print("after")
#> value
#> true hidden
#> after
