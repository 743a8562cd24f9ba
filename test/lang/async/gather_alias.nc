async def f(n):
    await asyncio.sleep(0.001)
    return n
async def main():
    t = asyncio.create_task(f(3))
    print(await asyncio.gather(f(1), f(2)), await t)
asyncio.run(main()) #> [1, 2] 3
