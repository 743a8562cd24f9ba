import "log"
import "io"
out = io.StringIO()
log.get().handlers = [log.StreamHandler(out, r => r.message, level: "error")]
log.warning("a")
log.error("b")
print(repr(out.value)) #> "b\n"
