import "process"
print((await process.run(["true"], input: "x" * 1000000)).status) #> 0
