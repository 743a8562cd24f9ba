export * from "./live_members_behind"
export let current = (x) => x + 1
export function replace(f) { current = f }
export function twice(x) { return x * 2 }
export class Box { constructor(v) { self.v = v } }
export let later
export function fill(v) { later = v }
