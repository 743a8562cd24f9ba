import "log"
import "fs"
path = fs.tempFile()
log.configure(level: "info", file: path, format: r => r.message)
log.info("one")
log.info("two")
log.get().handlers[0].close()
print(repr(fs.readText(path))) #> "one\ntwo\n"
fs.remove(path)
