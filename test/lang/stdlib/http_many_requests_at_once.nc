import "http"
server = http.serve(async r => { await sleep(1); return r.path })
client = http.Client()
answers = await parallel([client.get(server.url + "/${i}") for i in 0..30])
print([a.text for a in answers] == ["/${i}" for i in 0..30]) #> true
client.close()
await server.stop()
