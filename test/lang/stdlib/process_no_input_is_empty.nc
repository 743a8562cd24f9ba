import "process"
print(repr((await process.run(["cat"])).stdout)) #> ""
