print("loading basic")
export const VALUE = 10
export function add(a, b) { return a + b }
function hidden() { return 0 }
