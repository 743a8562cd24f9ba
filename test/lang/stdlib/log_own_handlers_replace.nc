import "log"
import "io"
[one, two] = [io.StringIO(), io.StringIO()]
log.configure(level: "info", out: one, format: r => r.message)
x = log.get("x")
x.addHandler(log.StreamHandler(two, format: r => r.message))
x.info("hi")
print(repr(one.value), repr(two.value)) #> "" "hi\n"
