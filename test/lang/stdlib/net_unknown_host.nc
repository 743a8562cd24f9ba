import "net"
try { await net.connect("", 1) } catch (ValueError e) { print(e) } #> resolve(): the name of the host is empty
try { net.listen("999.1.1.1.1") } catch (IOError e) { print(e.message.startsWith("cannot find the host 999.1.1.1.1: ")) } #> true
