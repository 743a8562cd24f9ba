export function twice(n) { return n * 2 }
export class Box { constructor(v) { this.value = v } }
let count = 0
export let seen = () => f"{count} before"
export function bump() {
    count += 1
    if (count == 10) { seen = () => f"{count} after" }
}
