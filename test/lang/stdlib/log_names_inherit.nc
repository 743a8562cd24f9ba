import "log"
import "io"
out = io.StringIO()
log.configure(level: "info", out: out, format: r => "${r.name}|${r.message}")
a = log.get("a")
ab = log.getLogger("a.b")
ab.info("one")
a.setLevel("error")
ab.info("not shown")
ab.setLevel(log.DEBUG)
ab.debug("two")
print(repr(out.value)) #> "a.b|one\na.b|two\n"
