import "strings"
print(strings.template('$a ${b}x $$5 $', {"a": 1, "b": [2]})) #> 1 [2]x $5 $
try { strings.template('$zz', {}) } catch (KeyError e) { print(e.key) } #> zz
