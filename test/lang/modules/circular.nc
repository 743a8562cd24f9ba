import { ping } from "./mods/ping"
print(ping(4)) #> ping pong ping pong end
