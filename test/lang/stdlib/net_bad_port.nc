import "net"
try { net.listen("127.0.0.1", 70000) } catch (ValueError e) { print(e) } #> listen(): a port is 0 to 65535, not 70000
try { await net.connect("127.0.0.1", -1) } catch (ValueError e) { print(e) } #> connect(): a port is 0 to 65535, not -1
