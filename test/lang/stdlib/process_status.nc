import "process"
print((await process.run(["sh", "-c", "exit 7"])).status, (await process.run(["sh", "-c", "kill -15 $$"])).status) #> 7 -15
