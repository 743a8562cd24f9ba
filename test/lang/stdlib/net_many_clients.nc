import "net"
server = net.listen()
serving = server.serve(async c => {
    n = int(await c.readLine())
    await sleep(1)
    await c.write(str(n * n))
})
async function ask(n) {
    with await net.connect("127.0.0.1", server.port) as c {
        await c.write("${n}\n")
        return int(await c.readText())
    }
}
print(sum(await parallel([ask(n) for n in 0..50]))) #> 40425
server.close()
await serving
