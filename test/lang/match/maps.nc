function f(m) {
    return match m {
        {kind: "circle", r: r} => r * r
        {kind: "rect", w, h} => w * h
        {kind: k, ...rest} => "${k} ${rest}"
        _ => null
    }
}
print(f({"kind": "circle", "r": 3}), f({"kind": "rect", "w": 2, "h": 4}), f({"kind": "x", "y": 1}), f({})) #> 9 8 x {"y": 1} null
