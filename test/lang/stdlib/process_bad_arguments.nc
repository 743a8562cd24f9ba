import "process"
try { await process.run([]) } catch (ValueError e) { print(e) } #> spawn(): there is no program to run
try { await process.run(["echo", 5]) } catch (TypeError e) { print(e) } #> spawn() expects strings in 'args', got int
try { await process.run(["echo", "a\0b"]) } catch (ValueError e) { print(e) } #> spawn(): 'args' cannot contain a NUL character
