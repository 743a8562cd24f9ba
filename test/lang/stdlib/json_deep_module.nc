import { parse } from "json"
try { parse("[" * 100000) } catch (ValueError e) { print("ValueError") } #> ValueError
#modes: source nbc
