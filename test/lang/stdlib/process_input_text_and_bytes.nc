import "process"
print((await process.run(["cat"], input: "grüße")).stdout, (await process.run(["cat"], input: b"\xff", text: false)).stdout) #> grüße b"\xff"
