async function f() { await sleep(5); print("late") }
f()
print("body done")
#> body done
#> late
