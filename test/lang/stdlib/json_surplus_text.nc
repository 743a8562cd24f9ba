import "json"
try { json.parse("1 2") } catch (ValueError e) { print("ValueError") } #> ValueError
