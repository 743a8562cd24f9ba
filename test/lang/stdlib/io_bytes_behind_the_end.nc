import "io"
b = io.BytesIO(b"a")
b.seek(3)
b.write(b"z")
print(b.value) #> b"a\0\0z"
