import "io"
b = io.BytesIO(b"ab")
v = b.value
v.append(99)
print(b.value) #> b"ab"
