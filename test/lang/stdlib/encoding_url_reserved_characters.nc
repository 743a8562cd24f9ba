import "encoding"
print(encoding.urlEncode("a-z_0.~!*'()&=+?#[]@:/"), encoding.quote("/a b", "/")) #> a-z_0.~%21%2A%27%28%29%26%3D%2B%3F%23%5B%5D%40%3A%2F /a%20b
