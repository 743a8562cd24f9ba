export function behind(x, y = 10) { return x + y }
export const size = 7
