import "net"
server = net.listen()
try { net.listen("127.0.0.1", server.port) } catch (IOError e) { print(e.message.replace(str(server.port), "N")) }
#> cannot listen at 127.0.0.1 port N: Address already in use
server.close()
