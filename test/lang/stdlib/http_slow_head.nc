import "http"
import "net"
server = http.serve(r => "x", headTimeout: 20)
with await net.connect("127.0.0.1", server.port) as c {
    await c.write("GET / HT")
    print(await c.readAll()) #> b""
}
await server.stop()
