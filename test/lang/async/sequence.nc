async function step(n) { await sleep(1); print("step", n); return n }
print(await step(1) + await step(2)) #> step 1
#> step 2
#> 3
