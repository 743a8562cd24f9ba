import "re"
try { re.compile("a(?=b)") } catch (ValueError e) { print(e) }
#> re: invalid perl operator: (?= in the pattern "a(?=b)"; a pattern cannot look ahead or behind: it is matched in linear time
