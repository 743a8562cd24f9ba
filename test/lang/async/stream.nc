async function main() { async for (x in stream<int> from [1, 2]) { print(x) } }
await main() #> 1
#> 2
