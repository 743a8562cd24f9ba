import { unit } from "./main"
export function scale() { return unit }
