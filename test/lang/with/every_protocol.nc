class R { enter() { print("enter"); return self }
    exit(e) { print("exit ${e}") } }
with R() as r { print("body") }
try { with R() as r { throw ValueError("in") } } catch (e) { print("after ${e}") }
class C2 { close() { print("closed") } }
with C2() as c { print("c2") }
class Py:
    def __enter__(self): return "v"
    def __exit__(self, t, v, tb):
        print("${t} ${v}")
        return True
with Py() as q, R() as z:
    print(q)
    raise ValueError("suppressed")
function early() { for i in range(2) { with C2() as c { if i == 0 { continue }
    return i } } }
print(early())
#> enter
#> body
#> exit null
#> enter
#> exit in
#> after in
#> c2
#> closed
#> enter
#> v
#> exit suppressed
#> <class ValueError> suppressed
#> closed
#> closed
#> 1
