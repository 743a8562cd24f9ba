// Generators that read from generators, and stages that are closures with state.
// small size: 100
import { sizeOr, report } from "../answer"

function* numbers(limit: int) {
    for i in 0..limit { yield i }
}

function* mapped(source, f) {
    for x in source { yield f(x) }
}

function* filtered(source, accepts) {
    for x in source {
        if (accepts(x)) { yield x }
    }
}

function* pairs(source) {
    previous = null
    for x in source {
        if (previous != null) { yield previous * 3 + x }
        previous = x
    }
}

// A stage that remembers: each result depends on all that went through.
function scrambler(seed: int) {
    let state = seed
    return x => {
        state = (state * 31 + x) % 65521
        return state
    }
}

function counter() {
    let count = 0
    return {add: () => { count += 1 }, value: () => count}
}

function main() {
    size = sizeOr(600000)
    odd = counter()
    function note(x) {
        if (x % 2 == 1) {
            odd["add"]()
            return true
        }
        return x % 3 == 0
    }
    stages = pairs(filtered(mapped(mapped(numbers(size), scrambler(17)), scrambler(5)), note))
    checksum = 0
    length = 0
    for x in stages {
        checksum = (checksum + x) % 1000003
        length += 1
    }
    report(size, "${length} ${odd["value"]()} ${checksum}", {
        600000: "399301 299291 457919",
        100: "79 65 171239",
    })
}
