import "process"
function shout(text) { return process.runBlocking(["tr", "a-z", "A-Z"], input: text).stdout }
print(shout("quiet")) #> QUIET
