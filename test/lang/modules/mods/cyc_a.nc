import { b } from "./cyc_b"
export const a = b + 1
