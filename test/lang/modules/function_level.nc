function f() {
    import { add } from "./mods/basic"
    return add(20, 22)
}
print("start") #> start
print(f()) #> loading basic
#> 42
