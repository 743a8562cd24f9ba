import { scale } from "./scale"
export function area() { return 4 * scale() }
