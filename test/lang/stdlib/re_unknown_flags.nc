import "re"
try { re.compile("a", 99) } catch (ValueError e) { print(e) } #> re.compile(): unknown flags 99
