function counter() {
    n = 0
    return [() => { n += 1; return n }, () => n]
}
[inc, get] = counter()
inc()
inc()
print(get()) #> 2
