def f():
    """Says nothing."""
    return 1
class A:
    "doc"
    x = 1
print(f(), A().x) #> 1 1
