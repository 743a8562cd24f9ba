async function* ticks(n) { for i in range(n) { await sleep(1); yield i } }
async function main() {
    async for (t in ticks(3)) { print(t) }
    print([x * 2 async for x in ticks(2)])
}
await main()
#> 0
#> 1
#> 2
#> [0, 2]
