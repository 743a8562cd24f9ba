export function area(r: float) { return r * r }
export let unit = "m"
let hidden = 1
