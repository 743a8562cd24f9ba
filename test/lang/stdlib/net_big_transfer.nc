import "net"
import "hash"
# More than the buffers of a socket hold: writer and reader take turns.
data = bytes([i * 31 % 251 for i in 0..1000]) * 3000
server = net.listen()
serving = server.serve(async c => { await c.write(data) })
got = await (await net.connect("127.0.0.1", server.port)).readAll()
print(got.length, hash.crc32(got) == hash.crc32(data)) #> 3000000 true
server.close()
await serving
