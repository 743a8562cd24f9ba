import { pong } from "./pong"
export function ping(n) { return n == 0 ? "end" : "ping " + pong(n - 1) }
