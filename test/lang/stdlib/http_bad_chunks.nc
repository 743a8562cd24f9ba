import "http"
import "net"
for bad in ["zz\r\n", "3\r\nabcd\r\n0\r\n\r\n", "fffffffff\r\n"] {
    listener = net.listen()
    serving = listener.serve(async c => { await c.readUntil(b"\r\n\r\n"); await c.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + bad) })
    try { await http.get("http://127.0.0.1:${listener.port}/") } catch (http.HttpError e) { print(e) }
    listener.close()
    await serving
}
#> a chunk of the body is ill-formed
#> a chunk of the body is longer than it says
#> a chunk of the body is ill-formed
