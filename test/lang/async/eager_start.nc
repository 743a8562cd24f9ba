async function f() { print("started"); await sleep(1); print("ended"); return 5 }
t = f()
print("created", typeOf(t))
print(await t)
print(await t, await 7)
#> started
#> created Task
#> ended
#> 5
#> 5 7
