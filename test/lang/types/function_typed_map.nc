type Handler = (int) -> int
const hs: Map<string, Handler> = { double: x => x * 2, inc: x => x + 1 }
for (name, h in hs) { print(name, h(10)) }
#> double 20
#> inc 11
