function f(c) {
    if c {
        function inner() { return "inner" }
        class Local { m() { return "local" } }
        import math
        let hidden = 1
    }
    return [inner(), Local().m(), math.floor(2.5)]
}
print(f(true)) #> ["inner", "local", 2]
if true { function top() { return "top" } }
print(top()) #> top
