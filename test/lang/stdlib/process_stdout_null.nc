import "process"
print(repr((await process.run(["echo", "x"], stdout: "null")).stdout)) #> ""
