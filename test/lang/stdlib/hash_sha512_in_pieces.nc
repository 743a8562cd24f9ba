import "hash"
# Pieces of growing length, so every place in a block begins one.
data = "".join([chr(97 + i % 26) for i in 0..3000])
h = hash.Hasher("sha512")
at = 0
for n in 0..80 { h.update(data[at:at + n]); at += n }
h.update(data[at:])
print(h.hex() == hash.sha512(data), h.digest().length) #> true 64
