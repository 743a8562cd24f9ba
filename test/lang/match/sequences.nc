function f(v) {
    return match v {
        [] => "empty"
        [x] => "one ${x}"
        [1, y] => "one and ${y}"
        [first, ...rest] when len(rest) > 2 => "${first} and ${len(rest)} more"
        [a, [b, c]] => "nested ${a + b + c}"
        (p, q) => "tuple ${p}${q}"
        _ => "?"
    }
}
print(f([]), f([7]), f([1, 2]), f([1, 2, 3, 4]), f([2, [3, 4]]), f((1, 2))) #> empty one 7 one and 2 1 and 3 more nested 9 one and 2
