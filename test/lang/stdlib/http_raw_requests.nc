import "http"
import "net"
server = http.serve(r => "${r.method} ${r.text}")
async function say(text) {
    with await net.connect("127.0.0.1", server.port) as c {
        await c.write(text)
        c.end()
        answer = await c.readText()
        [head, _, body] = answer.partition("\r\n\r\n")
        return head.split("\r\n")[0] + " | " + body.strip()
    }
}
print(await say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) #> HTTP/1.1 200 OK | GET
print(await say("GET / HTTP/1.0\r\n\r\n")) #> HTTP/1.1 200 OK | GET
print(await say("GET / HTTP/1.1\r\n\r\n")) #> HTTP/1.1 400 Bad Request | a request has exactly one field Host
print(await say("GET / HTTP/2.0\r\nHost: x\r\n\r\n")) #> HTTP/1.1 505 HTTP Version Not Supported | only HTTP/1.0 and HTTP/1.1 are known here
print(await say("nonsense\r\n\r\n")) #> HTTP/1.1 400 Bad Request | the first line of the request is ill-formed
print(await say("GET / HTTP/1.1\r\nHost x\r\n\r\n")) #> HTTP/1.1 400 Bad Request | a header field is ill-formed: "Host x"
print(await say("GET / HTTP/1.1\r\nHost : x\r\n\r\n")) #> HTTP/1.1 400 Bad Request | a header field is ill-formed: "Host : x"
print(await say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc")) #> HTTP/1.1 400 Bad Request | the message has both a length and a transfer coding
print(await say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc")) #> HTTP/1.1 400 Bad Request | the length of the message is ill-formed
print(await say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")) #> HTTP/1.1 400 Bad Request | the length of the message is ill-formed
print(await say("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n")) #> HTTP/1.1 501 Not Implemented | the transfer coding "gzip" is not known
print(await say("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n")) #> HTTP/1.1 200 OK | POST hi
await server.stop()
