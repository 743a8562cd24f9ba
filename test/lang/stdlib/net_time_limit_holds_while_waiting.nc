#flags: --time-limit=100
#exit: 5
#stderr: LimitError
import "net"
server = net.listen()
await server.accept()
