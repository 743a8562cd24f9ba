import "log"
got = []
log.get().handlers = [r => got.append((r.level, r.message, r.fields))]
log.warning("m", user: "ada")
print(got) #> [(30, "m", {"user": "ada"})]
