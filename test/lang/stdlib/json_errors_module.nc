import { parse, stringify } from "json"
for text in ["{", "[1,]", "nul", "\"a", "[1] x", "01"] {
    try { parse(text) } catch (ValueError e) { print(e.message.contains("line 1")) }
}
#> true
#> true
#> true
#> true
#> true
#> true
xs = []
xs.append(xs)
try { stringify(xs) } catch (ValueError e) { print("cycle") } #> cycle
