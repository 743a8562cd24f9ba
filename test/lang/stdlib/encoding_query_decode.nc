import "encoding"
print(encoding.queryDecode("?a=1&a=2&b=%2B+x&&c=d=e"), encoding.parseQuery("")) #> {"a": ["1", "2"], "b": ["+ x"], "c": ["d=e"]} {}
