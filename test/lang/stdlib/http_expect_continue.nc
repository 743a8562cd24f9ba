import "http"
import "net"
server = http.serve(r => r.text.upper())
with await net.connect("127.0.0.1", server.port) as c {
    await c.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
    print(await c.readLine()) #> HTTP/1.1 100 Continue
    await c.write("ab")
    print((await c.readText()).endsWith("AB")) #> true
}
await server.stop()
