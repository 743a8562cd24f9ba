import "strings"
b = strings.Builder()
for i in 0..1000 { b.add(i % 10) }
print(b.length, b.toString()[:12], "${b}".length) #> 1000 012345678901 1000
b.clear()
print(repr(str(b))) #> ""
