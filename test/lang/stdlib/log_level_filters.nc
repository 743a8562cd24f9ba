import "log"
import "io"
out = io.StringIO()
log.configure(level: "warning", out: out, format: r => r.levelName + " " + r.message)
log.debug("d")
log.info("i")
log.warning("w")
log.error("e")
log.critical("c")
print(repr(out.value)) #> "WARNING w\nERROR e\nCRITICAL c\n"
