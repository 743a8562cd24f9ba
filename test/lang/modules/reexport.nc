import { square, renamed, add } from "./mods/facade"
print(square(3), renamed, add(1, 1)) #> loading basic
#> 9 10 2
