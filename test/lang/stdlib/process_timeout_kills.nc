import "process"
import "time"
start = time.now()
try { await process.run(["sleep", "20"], timeout: 20) } catch (TimeoutError e) { print(e) } #> sleep did not end within 20 ms
print(time.now() - start < 10) #> true
