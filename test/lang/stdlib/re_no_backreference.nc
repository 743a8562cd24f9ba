import "re"
try { re.compile(r"(a)\1") } catch (ValueError e) { print(e) }
#> re: invalid escape sequence: \1 in the pattern "(a)\1"; a pattern cannot refer back to a group: it is matched in linear time
