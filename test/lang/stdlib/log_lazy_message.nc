import "log"
got = []
log.get().handlers = [r => got.append(r.message)]
log.debug(() => { print("made"); return "x" })
log.error(() => "y")
print(got) #> ["y"]
