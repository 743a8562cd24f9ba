import "log"
try { log.setLevel("loud") } catch (ValueError e) { print(e) } #> there is no level "loud" (debug, info, warning, error, critical, off)
