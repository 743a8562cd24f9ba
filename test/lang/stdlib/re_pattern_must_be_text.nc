import "re"
try { re.compile(5) } catch (TypeError e) { print(e) } #> re.compile() expects a string or a Pattern, got int
