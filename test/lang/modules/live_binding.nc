import { count, bump } from "./mods/live"
print(count) #> 0
bump()
bump()
print(count) #> 2
