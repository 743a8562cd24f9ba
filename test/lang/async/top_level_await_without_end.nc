#exit: 1
#stderr: RuntimeError: await would never end
print("waiting") #> waiting
await asyncio.Future()
print("never")
