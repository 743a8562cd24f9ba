class R:
    async def __aenter__(self):
        await sleep(1)
        print("enter")
        return self
    async def __aexit__(self, kind, error, trace):
        print("exit")
async def main():
    async with R() as r:
        print("body")
asyncio.run(main())
#> enter
#> body
#> exit
