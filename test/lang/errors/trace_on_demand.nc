// Where an error was thrown is told the same however it is asked for, and however late.
function inner(n: int): int {
    if (n == 0) { throw ValueError("deep") }
    return inner(n - 1)
}

function caught(f) {
    try { f() } catch (e) { return e }
}

// "inner 3" of "inner (some/where.nc:3)".
function short(place: string): string {
    return place.split(" (")[0] + " " + place.split(":")[-1].split(")")[0]
}

function main() {
    kept = [caught(() => inner(i)) for i in 0..3]
    for (e in kept) {
        print(e.trace.length, short(e.trace[0]), e.location == e.trace[0].split("(")[1].slice(0, -1))
        print(e.trace is List, e.stackTrace == e.trace, short(e.trace[1]))
    }
    //#> 5 inner 3 true
    //#> true true main.<lambda> 17
    //#> 6 inner 3 true
    //#> true true inner 4
    //#> 7 inner 3 true
    //#> true true inner 4
    first = kept[0]
    names = dir(caught(() => inner(2)))
    print("trace" in names, "location" in names, [n for n in names if n.startsWith("$")])  //#> true true []
    again = caught(() => { throw first })
    print(again.trace == kept[0].trace, again.trace.length, hasattr(again, "location"))  //#> true 5 true
    never = ValueError("not thrown")
    print(never.trace, never.location)  //#> null null
    deep = caught(() => inner(400))
    print(deep.trace.length, deep.trace[50], short(deep.trace[49]))  //#> 101 ... 305 more calls ... inner 4
    print(short(deep.trace[97]))  //#> main.<lambda> 35
    own = ValueError("own trace")
    own.trace = ["mine"]
    print(caught(() => { throw own }).trace, own.location)  //#> ["mine"] null
}
main()
