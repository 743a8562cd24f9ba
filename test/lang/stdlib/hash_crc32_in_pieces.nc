import "hash"
data = bytes([i * 7 % 256 for i in 0..300])
c = 0
for i in range(0, 300, 7) { c = hash.crc32(data[i:i + 7], c) }
print(c == hash.crc32(data), c) #> true 3758141947
