def find(xs, wanted):
    for i, x in enumerate(xs):
        if x == wanted:
            found = i
            break
    else:
        found = -1
    return found
print(find([1, 2], 2), find([1, 2], 3), find([], 1)) #> 1 -1 -1
def countdown(n, stop):
    out = []
    while n > 0:
        n -= 1
        if n == stop: break
        if n % 2: continue
        out.append(n)
    else:
        out.append("ended")
    return out
print(countdown(5, -1), countdown(5, 2)) #> [4, 2, 0, "ended"] [4]
for i in range(2):
    for j in range(2):
        if j == i: break
    else: print("inner never")
    try: continue
    finally: print(i) #> 0
else:
    print("outer ended")
if True:
    for q in []: pass
else: print("of the if")
fs = []
for k in range(2): fs.append(lambda: k)
else: last = k
print([f() for f in fs], last)
async def later():
    async for v in stream(): print(v)
    else: print("async else")
async def stream():
    yield 5
await later()
#> 1
#> outer ended
#> [0, 1] 1
#> 5
#> async else
