import "process"
print((await process.run(["pwd"], cwd: "/")).stdout.strip()) #> /
try { await process.run(["pwd"], cwd: "/no/such") } catch (FileNotFoundError e) { print(e) } #> cannot run a program in /no/such: no such file or directory
