import "http"
import "net"
listener = net.listen()
serving = listener.serve(async c => { await c.readUntil(b"\r\n\r\n"); await c.write("HTTP/1.0 200 OK\r\n\r\nall of it") })
print((await http.get("http://127.0.0.1:${listener.port}/")).text) #> all of it
listener.close()
await serving
