import "io"
b = io.BytesIO()
print(b.write(b"ab"), b.write(b"\xff"), b.value, b.seek(1), b.read(1)) #> 2 1 b"ab\xff" 1 b"b"
