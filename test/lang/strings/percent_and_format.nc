print("%d-%05.1f-%s-%x-%%" % (3, 2.5, "z", 255)) #> 3-002.5-z-ff-%
print("%s" % "one", "%s and %r" % ("a", "b")) #> one a and "b"
print("{0} {1} {name:>4}".format("a", "b", name: "n")) #> a b    n
