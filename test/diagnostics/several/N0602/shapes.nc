export function area(w, h) { return w * h }
function hidden() { return 1 }
