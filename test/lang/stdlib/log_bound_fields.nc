import "log"
got = []
log.get().handlers = [r => got.append(r.fields)]
child = log.get("req").with(id: 7)
child.error("x", extra: 1)
child.with(id: 8).error("y")
print(got) #> [{"id": 7, "extra": 1}, {"id": 8}]
