import "encoding"
data = encoding.encode("😀", "utf-16-be")
print(data.hex(), encoding.decode(data, "utf-16-be")) #> d83dde00 😀
