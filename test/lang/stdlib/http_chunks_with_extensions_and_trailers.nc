import "http"
import "net"
listener = net.listen()
serving = listener.serve(async c => { await c.readUntil(b"\r\n\r\n"); await c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-End: 1\r\n\r\n") })
print((await http.get("http://127.0.0.1:${listener.port}/")).text) #> abc0123456789
listener.close()
await serving
