import "collections"
{Counter} = {Counter: collections.Counter}
a = Counter({"x": 3, "y": 1})
b = Counter({"x": 1, "y": 2})
print(a + b, a - b, a | b, a & b) #> Counter({"x": 4, "y": 3}) Counter({"x": 2}) Counter({"x": 3, "y": 2}) Counter({"x": 1, "y": 1})
