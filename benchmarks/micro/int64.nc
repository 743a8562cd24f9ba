// A 64-bit hash: wrapping multiplication, exclusive or, shift. Every value needs all 64 bits.
// small size: 1000
import { wrappingMul } from "math"
import { sizeOr, report } from "../answer"

const BASIS = 0xcbf29ce484222325
const PRIME = 1099511628211

function main() {
    size = sizeOr(10000000)
    h = BASIS
    for i in 0..size {
        h = h ^ (i & 255)
        h = wrappingMul(h, PRIME)
        h = h ^ (h >>> 29)
    }
    report(size, str(h), {10000000: "2065787699997516543", 1000: "-619305422927022083"})
}
