// Recursive calls with integer comparison and addition.
// small size: 15
import { sizeOr, report } from "../answer"

function fib(n: int): int {
    if (n < 2) { return n }
    return fib(n - 1) + fib(n - 2)
}

function main() {
    size = sizeOr(34)
    report(size, str(fib(size)), {34: "5702887", 15: "610"})
}
