print(2 ** -1, -2 ** 2, 2 ** 3 ** 2, 7 / 2, 7 % -3, -7 % 3, 5.5 ~/ 2, 1 + 2 << 3, 1 << 2 + 1) #> 0.5 -4 512 3.5 -2 2 2.0 24 8
print(5 & 3 | 4 ^ 1, ~5 + 1, - -3, !true == false, not 1 == 2, 1 .. 2 + 3, 6 / 3 * 2, 7 ~/ 2 % 2) #> 5 -5 3 true true range(1, 5) 4.0 1
print(true or false and false, null ?? 1 or 2, 1 ? 2 : 3 ? 4 : 5, 1 if 0 else 2 if 0 else 3) #> true 1 2 3
print(1 < 2 < 3, 1 < 3 > 2, 3 in [1, 3] == true, not 4 in [1], 2 ** 2 as float, 10 - 2 - 3, 5 |> x => x + 1) #> true true false true 4.0 5 6
