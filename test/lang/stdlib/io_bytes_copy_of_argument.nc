import "io"
data = b"abc"
b = io.BytesIO(data)
b.write(b"x")
print(b.value, data) #> b"xbc" b"abc"
