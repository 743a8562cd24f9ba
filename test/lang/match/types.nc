function f(v) {
    return match v {
        n: int when n > 100 => "big int"
        n: int => "int"
        s: string => "string " + s.length
        is List => "list"
        null => "null"
        _ => typeOf(v)
    }
}
print(f(500), f(5), f("abc"), f([1]), f(null), f(1.5)) #> big int int string 3 list null float
