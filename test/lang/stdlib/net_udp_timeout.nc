import "net"
a = net.udp()
try { await a.receive(timeout: 3) } catch (TimeoutError e) { print("nothing") } #> nothing
a.close()
