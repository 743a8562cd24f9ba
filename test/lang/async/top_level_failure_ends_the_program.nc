# A task that would go on for long does not keep a program alive whose body failed.
#flags: --time-limit=20000
#exit: 1
#stderr: ValueError: over
async function long() { await sleep(1000000) }
task = long()
await sleep(1)
print("begun") #> begun
throw ValueError("over")
