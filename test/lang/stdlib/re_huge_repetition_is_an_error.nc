import "re"
try { re.compile("((a{100}){100}){100}") } catch (ValueError e) { print("ValueError") } #> ValueError
