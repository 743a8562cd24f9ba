#!/usr/bin/env noodle
/* outer /* inner */ still a comment */ print("nested")   // trailing
print("a // not", 'b # not', `c /* no */`)   # the end
x = 7 // 2
print(x, 7 ~/ 2, idiv(7, 2), -7 ~/ 2)
#> nested
#> a // not b # not c /* no */
#> 7 3 3 -4
