import { a } from "./cyc_a"
export const b = a + 1
