import "http"
import "net"
server = http.serve(r => "x")
with await net.connect("127.0.0.1", server.port) as c {
    await c.write("GET / HTTP/1.1\r\nX: " + "a" * 70000)
    print(await c.readLine()) #> HTTP/1.1 431 Request Header Fields Too Large
}
await server.stop()
