import "http"
import "net"
listener = net.listen()
serving = listener.serve(async c => { await c.write("hello\r\n\r\n") })
try { await http.get("http://127.0.0.1:${listener.port}/") } catch (http.HttpError e) { print(e) } #> the server's answer is no HTTP: "hello"
listener.close()
await serving
