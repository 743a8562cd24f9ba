function f(v) {
    for x in v {
        match x {
            0 => continue
            9 => break
            8 => return "eight"
            n => print(n)
        }
    }
    return "end"
}
print(f([0, 1, 9, 2]), f([8])) #> 1
#> end eight
