enum Color { Red, Custom(int) }
struct Point { x: int }
class Dog {}
print(1, "a", sep: "-", end: "!\n") #> 1-a!
print(1.0, 1e16, 1e15, 1e-4, 1e-5, 123456789012345680.0, 0.1 + 0.2, 1e21, 1e-7, -0.0, 1e300 * 1e10, 5e-324) #> 1.0 1e+16 1000000000000000.0 0.0001 1e-05 1.2345678901234568e+17 0.30000000000000004 1e+21 1e-07 -0.0 inf 5e-324
print(["a\n\"b\"", 'x\\'], {"k": 1}, {1, 2}, Set(), (1, "a"), (1,), (), {b: [1.0, null]}) #> ["a\n\"b\"", "x\\"] {"k": 1} {1, 2} Set() (1, "a") (1,) () {"b": [1.0, null]}
print(Color.Red, Color.Custom(255), Point(1), Dog(), [Color.Red, Point(1), Dog()]) #> Color.Red Color.Custom(255) Point{x: 1} <Dog> [Color.Red, Point{x: 1}, <Dog>]
print(Error("boom"), [Error("boom"), ValueError("v")], Success(3.0), [Success("s")]) #> boom [Error("boom"), ValueError("v")] Success(3.0) [Success("s")]
print([typeOf(v) for v in [1, 1.0, "s", true, null, [], {}, Set(), (1,), print, Dog(), Color.Red, x => x, Dog]]) #> ["int", "float", "string", "bool", "null", "List", "Map", "Set", "Tuple", "Function", "Dog", "Color", "Function", "Class"]
xs = [1]
xs.append(xs)
m = {}
m["self"] = m
print(xs, m, str([1.0, "q"]), repr("q"), "${[1, 'a']}") #> [1, [...]] {"self": [...]} [1.0, "q"] "q" [1, "a"]
print(bytes([1, 65]), b"\x00\xff", range(3), range(0, 10, 2), 1..3, bigint(5), x => x, print, Dog) #> b"\x01A" b"\0\xff" range(0, 3) range(0, 10, 2) range(1, 3) 5 <function <lambda>> <function print> <class Dog>
