import "collections"
c = collections.Counter(["x", "y", "x", "z", "y", "x"])
print(c.mostCommon(), c.most_common(1), c.mostCommon(0)) #> [("x", 3), ("y", 2), ("z", 1)] [("x", 3)] []
