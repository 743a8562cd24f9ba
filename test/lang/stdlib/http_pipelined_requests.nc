import "http"
import "net"
server = http.serve(r => r.path)
with await net.connect("127.0.0.1", server.port) as c {
    await c.write("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    text = await c.readText()
    print("/1" in text, text.endsWith("/2")) #> true true
}
await server.stop()
