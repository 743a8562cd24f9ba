xs = [1, 2]
xs.append(2.5)
print(xs, typeOf(xs[0])) #> [1, 2, 2.5] int
ys = [1.5]
ys.append(1)
print(ys, typeOf(ys[1])) #> [1.5, 1] int
bs = [true]
bs.append(null)
print(bs, [1, 2][0] + 140737488355328) #> [true, null] 140737488355329
zs = [9223372036854775807]
zs[0] -= 1
print(zs) #> [9223372036854775806]
