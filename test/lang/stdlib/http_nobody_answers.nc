import "http"
import "net"
listener = net.listen()
url = "http://127.0.0.1:${listener.port}/"
serving = listener.serve(async c => { await c.readLine() })
try { await http.get(url) } catch (http.HttpError e) { print(e.message.split(" ")[1:].join(" ")) } #> ended the connection without an answer
listener.close()
await serving
try { await http.get(url) } catch (IOError e) { print("refused" in e.message) } #> true
