import "process"
r = await process.run(["printf", "a\\nb"])
print(r.status, r.ok, repr(r.stdout), repr(r.stderr), r.args) #> 0 true "a\nb" "" ["printf", "a\\nb"]
