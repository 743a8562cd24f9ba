import "process"
# More than the pipes hold, both ways at once.
data = "0123456789" * 100000
print((await process.run(["cat"], input: data)).stdout == data) #> true
