import "process"
try { await process.run(["no-such-program-here"]) } catch (FileNotFoundError e) { print(e) } #> cannot run no-such-program-here: no such file or directory
