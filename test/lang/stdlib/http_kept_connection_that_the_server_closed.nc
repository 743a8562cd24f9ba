import "http"
import "net"
# Each connection serves one request, though the answer does not say so.
listener = net.listen()
serving = listener.serve(async c => {
    await c.readUntil(b"\r\n\r\n")
    await c.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
})
url = "http://127.0.0.1:${listener.port}/"
client = http.Client()
print((await client.get(url)).text) #> x
while listener.connections > 0 { await sleep(1) }
print((await client.get(url)).text) #> x
client.close()
listener.close()
await serving
