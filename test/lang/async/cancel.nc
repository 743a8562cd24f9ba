async function f() { try { await sleep(10000) } catch (CancelledError e) { print("cancelled inside"); throw e } }
t = f()
t.cancel()
try { await t } catch (CancelledError e) { print("outside") }
print(t.isCancelled())
#> cancelled inside
#> outside
#> true
