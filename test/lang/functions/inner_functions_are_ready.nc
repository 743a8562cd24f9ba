function outer() {
    function inner() { return later() }
    function later() { return "late" }
    return inner()
}
print(outer()) #> late
