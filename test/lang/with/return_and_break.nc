class R { close() { print("closed") } }
function f() { with R() { return 1 } }
print(f()) #> closed
#> 1
for i in 0..2 { with R() { if i == 0 { continue }; break } }
#> closed
#> closed
