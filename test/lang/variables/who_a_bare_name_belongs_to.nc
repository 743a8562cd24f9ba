let outer = 1
m = 10
function bare() { outer = 2; inner = 5; return inner }
function local() { m = 20; return m }
print(bare(), outer, local(), m)
function viaGlobal() { global m; m = 30 }
viaGlobal()
function counter() { n = 0
  function inc() { nonlocal n; n += 1; return n }
  return inc }
c = counter()
c()
print(m, c())
function compound() { outer += 5; m += 1 }
compound()
print(outer, m)
function typed() { m: string = "own"; return m }
print(typed(), m)
function maybe(c) { if (c) { x = 1 }
  return x }
try { maybe(false) } catch (NameError e) { print("NameError " + e) }
#> 5 2 20 10
#> 30 2
#> 7 31
#> own 31
#> NameError 'x' is used before it has a value
