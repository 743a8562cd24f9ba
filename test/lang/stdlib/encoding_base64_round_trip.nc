import "encoding"
data = bytes([i for i in 0..256])
ok = true
for n in 0..257 { ok = ok && encoding.base64Decode(encoding.base64Encode(data[:n])) == data[:n] }
for n in 0..257 { ok = ok && encoding.b64decode(encoding.b64encode(data[:n], true, false), true) == data[:n] }
print(ok) #> true
