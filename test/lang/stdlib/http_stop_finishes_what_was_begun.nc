import "http"
begun = asyncio.Event()
server = http.serve(async r => { begun.set(); await sleep(10); return "done" })
task = http.get(server.url)
await begun.wait()
await server.stop()
print((await task).text) #> done
