export { VALUE as renamed } from "./basic"
export * from "./basic"
export function square(n) { return n * n }
