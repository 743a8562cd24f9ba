import { nothing } from "./mods/live" #error: N0
print(nothing)
