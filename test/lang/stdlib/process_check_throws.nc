import "process"
try { await process.run(["sh", "-c", "echo problem >&2; exit 2"], check: true) } catch (process.ProcessError e) { print(e, e.result.status) } #> sh ended with status 2: problem 2
try { (await process.run(["sh", "-c", "kill -9 $$"])).check() } catch (process.ProcessError e) { print(e) } #> sh was ended by signal 9
