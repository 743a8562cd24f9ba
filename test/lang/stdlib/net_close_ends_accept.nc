import "net"
server = net.listen()
task = server.accept()
await sleep(1)
server.close()
print(await task) #> null
