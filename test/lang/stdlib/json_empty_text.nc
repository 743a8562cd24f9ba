import "json"
try { json.parse("") } catch (ValueError e) { print("ValueError") } #> ValueError
