import { count } from "./mods/live"
count = 5 #error: N0
