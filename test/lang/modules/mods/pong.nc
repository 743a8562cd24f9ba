import { ping } from "./ping"
export function pong(n) { return n == 0 ? "end" : "pong " + ping(n - 1) }
