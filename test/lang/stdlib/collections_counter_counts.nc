import "collections"
c = collections.Counter("abca")
print(c["a"], c["b"], c["q"], "q" in c, c.length) #> 2 1 0 false 3
