import "log"
got = []
log.get().handlers = [r => got.append(r)]
log.setLevel(log.OFF)
log.critical("x")
print(got.length) #> 0
