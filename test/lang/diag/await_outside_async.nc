function f() { await sleep(1) } #error: N0
f()
