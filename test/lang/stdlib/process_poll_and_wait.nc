import "process"
p = process.spawn(["cat"], stdin: "pipe")
print(p.poll(), p.pid > 0) #> null true
p.stdin.close()
print(await p.wait(), p.poll(), await p.wait()) #> 0 0 0
