x = 1
def set_global():
    global x
    x = 10
set_global()
print(x) #> 10
def outer():
    n = 0
    def inner():
        nonlocal n
        n = n + 1
        return n
    inner()
    inner()
    return n
print(outer()) #> 2
