import { onExit } from "runtime"

onExit(() => print("first given"))
@onExit
def second():
    print("second given")
    onExit(() => print("given while leaving"))
onExit(() => { throw ValueError("broken") })
async function waits() {
    await sleep(0.001)
    print("waited")
}
onExit(waits)
print("body") #> body
#> waited
#> second given
#> given while leaving
#> first given
#exit: 1
