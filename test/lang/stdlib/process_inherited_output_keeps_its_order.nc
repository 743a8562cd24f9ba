import "process"
print("before") #> before
await process.spawn(["echo", "child"]).wait() #> child
print("after") #> after
