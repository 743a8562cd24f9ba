import { name } from "./mods/pack"
import "./mods/pack/part"
print(name, part.value) #> pack 5
