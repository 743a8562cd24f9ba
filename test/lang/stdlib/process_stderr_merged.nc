import "process"
r = await process.run(["sh", "-c", "echo a; echo b >&2; echo c"], stderr: "merge")
print(repr(r.stdout), repr(r.stderr)) #> "a\nb\nc\n" ""
