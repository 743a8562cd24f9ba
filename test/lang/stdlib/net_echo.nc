import "net"
server = net.listen()
serving = server.serve(async c => {
    while true {
        line = await c.readLine()
        if line == null { return }
        await c.write(line.upper() + "\n")
    }
})
c = await net.connect("127.0.0.1", server.port)
await c.write("one\ntwo\n")
print(await c.readLine(), await c.readLine()) #> ONE TWO
c.close()
server.close()
await serving
print("ended") #> ended
