import { add, VALUE as v } from "./mods/basic"
import * as B from "./mods/basic"
import "./mods/basic"
print(add(1, 2), v, B.VALUE, basic.add(2, 2)) #> loading basic
#> 3 10 10 4
