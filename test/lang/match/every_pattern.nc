enum Color { Red, Green, Custom(int) }
const LIMIT = 10
class Pt { constructor(x, y) { self.x = x; self.y = y } }
function f(v) {
    match v {
        0 => "zero"
        1 | 2 | 3 => "small"
        4..6 => "range"
        7..=9 => "inclusive"
        LIMIT => "limit"
        "s" => "str"
        -1 => "negative"
        n: int when n > 100 => "big ${n}"
        n: int if n > 50 => "middle"
        s: string => "string ${s}"
        Color.Red => "red"
        Color.Custom(c) => "custom ${c}"
        [] => "empty"
        [1, x] => "one-${x}"
        [first, ...rest] => "list ${first} ${rest}"
        Pt(0, y) => "pt0 ${y}"
        Pt(x: 1) => "ptx"
        {k: "v", n: [q, _]} as whole => "map ${q} ${whole}"
        null => "null"
        true => "true"
        3.5 => "float"
        _ => "other"
    }
}
print([f(v) for v in [0, 2, 5, 6, 9, 10, "s", -1, 200, 60, 11, "t", Color.Red, Color.Green, Color.Custom(5)]]) #> ["zero", "small", "range", "other", "inclusive", "limit", "str", "negative", "big 200", "middle", "other", "string t", "red", "other", "custom 5"]
print([f(v) for v in [[], [1, 2], (1, 3), [5, 6, 7], Pt(0, 3), Pt(1, 1), {k: "v", n: [1, 2]}, {k: "v"}, null, true, 3.5, 2.5]]) #> ["empty", "one-2", "one-3", "list 5 [6, 7]", "pt0 3", "ptx", "map 1 {\"k\": \"v\", \"n\": [1, 2]}", "other", "null", "true", "float", "other"]
