import "process"
print(repr(await process.output(["printf", "x\\n\\n"]))) #> "x\n"
try { await process.output(["false"]) } catch (process.ProcessError e) { print(e) } #> false ended with status 1
