import "net"
server = net.listen()
port = server.port
server.close()
try { await net.connect("127.0.0.1", port) } catch (IOError e) { print(e.message.replace(str(port), "N")) }
#> cannot connect to 127.0.0.1 port N: Connection refused
