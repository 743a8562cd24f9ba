import { parse, stringify } from "json"
v = parse("{\"a\": [1, 2.5, true, null], \"s\": \"x\\u0041\\n\"}")
print(v) #> {"a": [1, 2.5, true, null], "s": "xA\n"}
print(stringify(v), stringify([1.0, "é"])) #> {"a":[1,2.5,true,null],"s":"xA\n"} [1.0,"é"]
print(stringify({"k": [1]}, indent: 2)) #> {
#>   "k": [
#>     1
#>   ]
#> }
import json
print(json.dumps({"a": [1, 2]}), json.loads("[1]")) #> {"a": [1, 2]} [1]
