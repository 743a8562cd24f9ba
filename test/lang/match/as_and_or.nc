function f(v) {
    return match v {
        [1 | 2, _] as pair => "pair ${pair}"
        ("a" | "b") as c => "char ${c}"
        _ => "no"
    }
}
print(f([1, 5]), f([3, 5]), f("b")) #> pair [1, 5] no char b
