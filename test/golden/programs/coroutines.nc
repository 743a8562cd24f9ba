// Generators, async functions, comprehensions.
function* naturals(limit) {
    let n = 0
    while (n < limit) { yield n; n++ }
}
async function twice(x) {
    await sleep(1)
    return x * 2
}
print([x * x for x in naturals(5) if x % 2 == 0], {k: v for k, v in {a: 1}}, await parallel([twice(1), twice(2)]))
