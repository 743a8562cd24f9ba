function name(n) {
    match n {
        1 => "one"
        2 => "two"
        _ => { t = "many"; t + "!" }
    }
}
print(name(1), name(2), name(9)) #> one two many!
