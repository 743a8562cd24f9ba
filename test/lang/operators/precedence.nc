print(1 + 2 * 3 - 4 ~/ 2) #> 5
print(1 | 2 ^ 3 & 4) #> 3
print(1 << 2 + 1, not 1 == 2, !false && false) #> 8 true false
print(2 + 3 .. 7, 1 < 2 == true) #> range(5, 7) false
