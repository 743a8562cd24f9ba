import "http"
import "net"
listener = net.listen()
serving = listener.serve(async c => { await c.readUntil(b"\r\n\r\n"); await c.write("HTTP/1.1 103 Early\r\nX: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") })
print((await http.get("http://127.0.0.1:${listener.port}/")).text) #> ok
listener.close()
await serving
