import "process"
try { await process.run(["/etc/passwd"]) } catch (PermissionError e) { print(e) } #> cannot run /etc/passwd: Permission denied
