import reflect
interface Named { function name(): string }
class Animal {
    "Something that lives."
    let legs: int = 4
    private let secret: string = "x"
    static let count: int = 0
    constructor(name: string) { this._name = name }
    function speak(times: int = 1): string { "Makes a noise."
        return "noise" }
    static function make(n) { return Animal(n) }
    get size(): int { return 1 }
}
class Dog extends Animal implements Named {
    let tricks: List<string>? = null
    function name(): string { return "dog" }
    function speak(times: int = 2): string { return "wuff" }
}
let a = reflect.describe(Animal)
print(a["kind"], a["name"], a["doc"], a["super"], a["abstract"]) #> class Animal Something that lives. null false
for f in reflect.fields(Dog) { print(f["owner"], f["name"], f["type"], f["default"], f["private"]) }
#> Animal legs int 4 false
#> Animal secret string "x" true
#> Dog tricks List<string>? null false
for m in a["methods"] { print(m["kind"], m["name"], m["params"].length, m["returns"], m["doc"]) }
#> method constructor 1 null null
#> method speak 1 string Makes a noise.
#> static make 1 null null
#> getter size 0 int null
print([s["name"] for s in a["statics"]]) #> ["count"]
print([m["owner"] + "." + m["name"] for m in reflect.methods(Dog)])
#> ["Dog.name", "Dog.speak", "Animal.constructor", "Animal.make", "Animal.size"]
let d = reflect.describe(Dog)
print(d["super"] == Animal, d["interfaces"] == [Named]) #> true true
print(reflect.describe(Named)["kind"], reflect.describe(Named)["required"]) #> interface ["name"]
let o = reflect.describe(Dog("rex"))
print(o["kind"], o["type"], o["class"] == Dog, o["fields"]) #> object Dog true {"legs": 4, "tricks": null, "_name": "rex"}
