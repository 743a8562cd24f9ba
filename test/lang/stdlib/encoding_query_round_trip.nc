import "encoding"
m = {"ключ": ["знач=&+", "ü"], "": [""]}
print(encoding.queryDecode(encoding.queryEncode(m)) == m) #> true
