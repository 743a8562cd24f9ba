#flags: --heap-limit=64M
from memory import array

a = array("f64", 4)
print(a, a.length, len(a), a.kind, a.byteLength, a.toList()) #> TypedArray(f64, 4) 4 4 f64 32 [0.0, 0.0, 0.0, 0.0]
a[0] = 1
a[-1] = 2.5
print(a[0], a[3], a[-4], a.sum(), list(a), [x * 2 for x in a]) #> 1.0 2.5 1.0 3.5 [1.0, 0.0, 0.0, 2.5] [2.0, 0.0, 0.0, 5.0]
print(2.5 in a, 7 in a) #> true false
for kind in ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "f32"] {
    let b = array(kind, [1, 2, 100])
    b[1] += 5
    print(kind, b.byteLength, b.toList())
}
#> i8 3 [1, 7, 100]
#> u8 3 [1, 7, 100]
#> i16 6 [1, 7, 100]
#> u16 6 [1, 7, 100]
#> i32 12 [1, 7, 100]
#> u32 12 [1, 7, 100]
#> i64 24 [1, 7, 100]
#> f32 12 [1.0, 7.0, 100.0]
print(array("i64", [2 ** 62, -(2 ** 62) * 2]).toList(), array("i32", 3).fill(-7).toList()) #> [4611686018427387904, -9223372036854775808] [-7, -7, -7]
print(array("u16", 5).setAll([1, 2, 3], 2).toList(), array("u8", []).length) #> [0, 0, 1, 2, 3] 0

// What is gone makes room.
for _ in 0..20 { array("u8", 20 * 2 ** 20)[5] = 1 }

function fails(f) {
    try { f() } catch (e) { return "${typeOf(e)}: ${e.message}" }
}
bytes8 = array("u8", 2)
print(fails(() => bytes8.set(0, 256))) #> OverflowError: set(): 256 does not fit u8
print(fails(() => bytes8.set(0, 1.5))) #> TypeError: set(): an array of u8 takes ints, not float
print(fails(() => a.set(0, "x"))) #> TypeError: set(): an array of f64 takes numbers, not string
print(fails(() => bytes8[2])) #> IndexError: index 2 is outside an array of length 2
print(fails(() => bytes8["x"])) #> TypeError: get() expects an int index, got string
print(fails(() => array("i128", 2))) #> ValueError: array(): 'kind' is i8, u8, i16, u16, i32, u32, i64, f32 or f64, not 'i128'
print(fails(() => array("i8", -1))) #> ValueError: array(): the length must be 0 to 2**40
print(fails(() => array("i8", "x"))) #> TypeError: array() expects a length or a list of numbers for 'of', got string
print(fails(() => bytes8.setAll([1, 2], 1))) #> ValueError: setAll(): the list does not fit into the array
try { array("f64", 2 ** 24) } catch (OutOfMemoryError e) { print(e.message) } #> out of memory
