import "log"
log.configure(format: r => "${r.levelName}: ${r.message}")
log.error("to stderr")
#stderr: ERROR: to stderr
