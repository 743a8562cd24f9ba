import "http"
import "net"
server = http.serve(r => http.Response((x for x in ["a", "b"])))
with await net.connect("127.0.0.1", server.port) as c {
    await c.write("GET / HTTP/1.0\r\n\r\n")
    text = await c.readText()
    print("chunked" in text, text.endsWith("\r\n\r\nab")) #> false true
}
await server.stop()
