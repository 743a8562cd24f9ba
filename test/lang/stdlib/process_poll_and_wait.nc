import "process"
p = process.spawn(["sleep", "0.02"])
print(p.poll(), p.pid > 0) #> null true
print(await p.wait(), p.poll(), await p.wait()) #> 0 0 0
