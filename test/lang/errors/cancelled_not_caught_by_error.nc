async function f() {
    try { await sleep(1000) } catch (Error e) { print("wrong") } finally { print("cleanup") }
}
async function main() {
    t = f()
    t.cancel()
    try { await t } catch (CancelledError e) { print("cancelled") }
}
await main()
#> cleanup
#> cancelled
