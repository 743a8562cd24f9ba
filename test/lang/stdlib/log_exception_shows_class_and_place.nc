import "log"
got = []
log.get().handlers = [r => got.append(r)]
try { int("x") } catch (e) { log.get().exception("failed", e) }
print(got[0].message, got[0].fields["error"][:10], got[0].level) #> failed ValueError 40
