import "http"
import "net"
listener = net.listen()
serving = listener.serve(async c => { await c.readUntil(b"\r\n\r\n"); await c.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") })
try { await http.get("http://127.0.0.1:${listener.port}/") } catch (IOError e) { print(e) } #> the connection ended after 3 of 10 bytes
listener.close()
await serving
