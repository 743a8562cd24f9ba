import "process"
print((await process.run("echo $((1 + 2)) | tr 3 x", shell: true)).stdout.strip()) #> x
try { await process.run("echo hi") } catch (TypeError e) { print(e) } #> 'args' is a list of the program and its arguments; shell: true takes a text
try { await process.run(["echo"], shell: true) } catch (TypeError e) { print(e) } #> with shell: true 'args' is the text of a command
