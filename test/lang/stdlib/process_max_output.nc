import "process"
try { await process.run(["sh", "-c", "while :; do echo xxxxxxxxxx; done"], maxOutput: 1000) } catch (ValueError e) { print(e) } #> there are more than 1000 bytes
