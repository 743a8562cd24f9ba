// What every benchmark program shares: its size from the command line, and the check of its answer.
import { args, exit, stderr } from "sys"

// The size the program was started with, or `standard`.
export function sizeOr(standard: int): int {
    return args.length > 0 ? int(args[0]) : standard
}

// Prints the answer. Where the right answer for this size is known and another one came out, the program fails.
export function report(size: int, answer: string, expected: Map<int, string>) {
    print(answer)
    right = expected.get(size)
    if (right != null && right != answer) {
        stderr.write("wrong answer for size ${size}: expected ${right}, got ${answer}\n")
        exit(1)
    }
}
