async function fails() { await sleep(1)
    panic("in a task") }
async function main() {
    try { await parallel([fails(), sleep(5)]) } catch (e) { print("caught") }
    print("not reached")
}
#exit: 1
#stderr: Panic: in a task
