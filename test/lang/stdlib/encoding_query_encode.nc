import "encoding"
print(encoding.queryEncode([("a", 1), ("b c", "x y&z")]), encoding.urlencode({})) #> a=1&b+c=x+y%26z 
