x = [1, 2, 3]
x[1:2] = [9, 9, 9]
print(x)
x[::2] = [0, 0, 0]
print(x, x[-3:], x[::-1], x[10:])
del x[1:3]
print(x, x[5:1], x[-100:100])
del x[0], x[-1]
print(x)
try { x[::2] = [1, 2, 3] } catch (ValueError e) { print(e) }
try { x[::0] } catch (ValueError e) { print(e) }
for f in [() => { (1, 2)[0] = 5 }, () => { "abc"[0] = "z" }, () => "abc"[3]] { try { f() } catch (e) { print(e) } }
#> [1, 9, 9, 9, 3]
#> [0, 9, 0, 9, 0] [0, 9, 0] [0, 9, 0, 9, 0] []
#> [0, 9, 0] [] [0, 9, 0]
#> [9]
#> cannot assign 3 values to a slice of 1
#> slice step must not be 0
#> a Tuple cannot be changed
#> a string cannot be changed
#> string index 3 is out of range for length 3
