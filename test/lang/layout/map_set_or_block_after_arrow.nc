print({}, typeOf({}), {1, 2}, {"a": 1, b: 2, [1 + 1]: 3}, {...{z: 1}, y: 2}) #> {} Map {1, 2} {"a": 1, "b": 2, 2: 3} {"z": 1, "y": 2}
f = () => {}
g = x => { a: x }
h = x => { [x]: 1 }
k = x => { ...{a: 1}, b: x }
j = x => { let y = x; return y }
l = x => { a: Map<string, int> = {"k": x}; return a }
m = x => {
    a: x
}
print([f(), g(1), h("k"), k(2), j(3), l(4), m(5)]) #> [null, {"a": 1}, {"k": 1}, {"a": 1, "b": 2}, 3, {"k": 4}, {"a": 5}]
