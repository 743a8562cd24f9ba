function f(x) {
    return match x {
        0 => "zero"
        1 | 2 => "small"
        3..10 => "mid"
        10..=20 => "big"
        "a" => "letter"
        true => "yes"
        null => "nothing"
        -5 => "minus"
        2.5 => "float"
        _ => "other"
    }
}
print([f(x) for x in [0, 2, 3, 9, 10, 20, 21, "a", true, null, -5, 2.5, false]])
#> ["zero", "small", "mid", "mid", "big", "big", "other", "letter", "yes", "nothing", "minus", "float", "other"]
