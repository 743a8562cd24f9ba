import "net"
[a, b] = [net.udp(), net.udp()]
async function echo() {
    [data, [host, port]] = await b.receive()
    await b.send(data + b"!", host, port)
}
task = echo()
await a.send("hey", "127.0.0.1", b.port)
print((await a.receive())[0]) #> b"hey!"
await task
a.close()
b.close()
